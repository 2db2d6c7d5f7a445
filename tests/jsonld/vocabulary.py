"""What of schema.org's vocabulary we use: types, and properties with where they belong.

Taken from schema.org (release 29): a type has the properties of the types above it. A
role stands where the thing it qualifies would, and has that property itself.
"""

#: A type and the one above it.
TYPES = {
    "Action": "Thing",
    "BreadcrumbList": "ItemList",
    "Comment": "CreativeWork",
    "CorrectionComment": "Comment",
    "CreativeWork": "Thing",
    "EntryPoint": "Thing",
    "GovernmentOrganization": "Organization",
    "ItemList": "Thing",
    "ListItem": "Thing",
    "NewsArticle": "CreativeWork",
    "NewsMediaOrganization": "Organization",
    "Organization": "Thing",
    "OrganizationRole": "Role",
    "Person": "Thing",
    "ProfilePage": "WebPage",
    "Quotation": "CreativeWork",
    "Role": "Thing",
    "SearchAction": "Action",
    "Thing": None,
    "WebPage": "CreativeWork",
    "WebSite": "CreativeWork",
}

#: A property, the types it belongs to, and the types that its value may have ("" is
#: text, a number or an address; a thing without a type or with an id alone fits all).
PROPERTIES = {
    "about": ({"CreativeWork"}, {"Thing"}),
    "affiliation": ({"Person", "Role"}, {"Organization", "Role"}),
    "alternateName": ({"Thing"}, {""}),
    "archivedAt": ({"CreativeWork"}, {"", "WebPage"}),
    "copyrightNotice": ({"CreativeWork"}, {""}),
    "correction": ({"CreativeWork"}, {"", "CorrectionComment"}),
    "correctionsPolicy": ({"NewsMediaOrganization", "Organization"}, {""}),
    "creativeWorkStatus": ({"CreativeWork"}, {""}),
    "creator": ({"CreativeWork"}, {"Person", "Organization"}),
    "creditText": ({"CreativeWork"}, {""}),
    "dateCreated": ({"CreativeWork"}, {""}),
    "dateModified": ({"CreativeWork"}, {""}),
    "dateline": ({"NewsArticle"}, {""}),
    "datePublished": ({"CreativeWork"}, {""}),
    "description": ({"Thing"}, {""}),
    "disambiguatingDescription": ({"Thing"}, {""}),
    "endDate": ({"Role"}, {""}),
    "hasPart": ({"CreativeWork"}, {"CreativeWork"}),
    "headline": ({"CreativeWork"}, {""}),
    "identifier": ({"Thing"}, {""}),
    "inLanguage": ({"CreativeWork"}, {""}),
    "isBasedOn": ({"CreativeWork"}, {"", "CreativeWork"}),
    "isPartOf": ({"CreativeWork"}, {"", "CreativeWork"}),
    "item": ({"ListItem"}, {"", "Thing"}),
    "itemListElement": ({"ItemList"}, {"ListItem"}),
    "itemListOrder": ({"ItemList"}, {""}),
    "jobTitle": ({"Person"}, {""}),
    "mainEntity": ({"CreativeWork"}, {"Thing"}),
    "mainEntityOfPage": ({"Thing"}, {""}),
    "mentions": ({"CreativeWork"}, {"Thing"}),
    "name": ({"Thing"}, {""}),
    "position": ({"CreativeWork", "ListItem"}, {""}),
    "potentialAction": ({"Thing"}, {"Action"}),
    "publisher": ({"CreativeWork"}, {"Organization", "Person"}),
    "publishingPrinciples": ({"CreativeWork", "Organization", "Person"}, {""}),
    # Not of the vocabulary: how an Action says what it needs.
    "query-input": ({"Action"}, {""}),
    "roleName": ({"Role"}, {""}),
    "sameAs": ({"Thing"}, {""}),
    "spokenByCharacter": ({"Quotation"}, {"Person", "Organization"}),
    "startDate": ({"Role"}, {""}),
    "target": ({"Action"}, {"", "EntryPoint"}),
    "text": ({"CreativeWork"}, {""}),
    "translationOfWork": ({"CreativeWork"}, {"CreativeWork"}),
    "unnamedSourcesPolicy": ({"NewsMediaOrganization", "Organization"}, {""}),
    "url": ({"Thing"}, {""}),
    "urlTemplate": ({"EntryPoint"}, {""}),
    "verificationFactCheckingPolicy": ({"NewsMediaOrganization"}, {""}),
    "version": ({"CreativeWork"}, {""}),
    "workTranslation": ({"CreativeWork"}, {"CreativeWork"}),
}

#: The little of schema.org's own context that our documents need. Without @vocab, so
#: that a processor drops what is no term.
CONTEXT = {
    "@context": {
        "schema": "http://schema.org/",
        **{name: f"schema:{name}" for name in (*TYPES, *PROPERTIES)},
        **{
            name: {"@id": f"schema:{name}", "@type": "@id"}
            for name in ("url", "sameAs", "correctionsPolicy", "publishingPrinciples")
        },
    }
}


def check_terms(node):
    """Check that a node and all in it use known terms at places they belong to."""
    ours = set(_kinds(node["@type"])) if "@type" in node else None
    for key, values in node.items():
        if key in ("@type", "@id"):
            continue
        belongs, ranges = PROPERTIES[key]
        assert ours is None or ours & belongs, f"{key} of {node['@type']}"
        for value in values if isinstance(values, list) else [values]:
            assert value not in ("", None), key
            if not isinstance(value, dict):
                assert "" in ranges, key
                continue
            if "@type" in value:
                assert set(_kinds(value["@type"])) & ranges, (key, value["@type"])
            check_terms(value)


def _kinds(name):
    while name:
        yield name
        name = TYPES[name]
