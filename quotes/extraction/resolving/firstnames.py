"""First names of men and women in French and English news, folded: no accents, small."""

from functools import cache

from quotes.extraction.resolving.folding import fold

_MEN = """
    aaron abdel abdallah abdoulaye abdul abel achille adam adamo adel adolf adrian adrien
    ahmad ahmed aidan alain alan albert alberto alec alejandro aleksandr alexander
    alexandre alexei alexis alfonso alfred ali alistair allan allen alphonse amadou amir
    anatole anders andre andreas andres andrew andrii andriy andy angelo angus anthony
    anton antoine antonio antony antonin ariel armand arie arnaud arnold arseniy arthur
    arturo augustin austin barack barry bart bashar bastien ben benedict benjamin
    benoit bernard bernardo bernie bertrand bilal bill billy blaine blaise bo bob bobby
    boris brad bradley brandon brent brett brian brice bruce bruno bryan burt calvin
    cameron carl carlo carlos cedric charles charlie chester chris christian christopher
    chuck clarence clark claudio clement clifford clint clinton colin conrad constant
    corentin corey cornelius craig curtis cyril cyrille cyrus dale damien dan daniel danny
    darren darryl dave david dean denis dennis derek derrick didier diego dieter dmitri
    dmitry domenico don donald douglas doug drew duncan dustin dwayne dwight dylan earl ed
    eddie eddy edgar edmond edouard eduardo edward edwin eli elias elie elijah elliott elon
    emil emile emilio emmanuel enrico enrique eric erik ernest ernesto ernie ethan etienne
    eugene evan evgueni fabien fabio fabrice felipe felix ferdinand fernando fidel florent
    florian francis francisco franck francois frank franklin franz fred frederic frederick
    friedrich gabriel gael gareth gary gaston gavin gennady geoff geoffrey geoffroy george
    georges georgi gerald gerard gerhard gerry ghislain gianni gilbert gilles giorgio
    giovanni giuseppe glen glenn gordon graham grant greg gregoire gregory guenther guido
    guillaume gunter gus gustave guy hakim hamid hans harold harry harvey hassan hayden
    hector helmut henri henrik henry herbert herve hicham horst howard hubert hugh hugo
    hussein ian ibrahim ignacio igor ilham imran irving isaac ismael ivan jack jackson
    jacob jacques jaime jair jake jamal james jan jared jason javier jay jean jeff jeffrey
    jens jeremie jeremy jerome jerry jesse jesus jim jimmy joachim joao joaquin joe joel
    joechen joey johan johann john johnny jon jonah jonas jonathan jorge jose josef josep
    joseph josh joshua juan jules julian julien julio julius jurgen justin kamal karim karl
    keith ken kenneth kevin khalid kirk kito klaus kofi konstantin kurt kyle kyriakos lance
    lanny larry laurent lawrence lee leo leon leonard leopold leroy leslie lester lev lewis
    liam lionel lloyd lorenzo lou louis loic luc luca lucas lucien ludovic luigi luis luiz
    luke lyle maher mahmoud malcolm malik manfred manuel marc marcel marco marcos marcus
    mario mark markus marshall martin marty marvin mathias mathieu matt matteo matthew
    matthias matthieu maurice mauricio max maxime maxim maximilien mehdi michael michel
    miguel mike mikhail miloud mitch mitchell mitt mohamad mohamed mohammad mohammed moshe
    moussa muhammad mustapha narendra nathan nathaniel ned neil nelson nestor nicholas nick
    nicolas niels nigel nikita nikolai nikos nils nino noah noel norbert norman olaf oleg
    oleksandr oliver olivier omar oscar osama otto owen pablo pascal patrice patrick paul
    paulo pavel pedro percy pete peter phil philip philippe phillip pierre pierre-yves
    piotr quentin quincy rafael rahul ralph ramon ramzan randy raoul raphael raul ray
    raymond recep reginald regis reinhard remi rene reza rex ricardo richard rick ricky rob
    robert roberto rod rodney rodolphe rodrigo roger roland rolf romain roman romano ron
    ronald ronnie ross roy ruben rudolf rudy rufus russ russell ryan said salvador salvatore
    sam samir samuel scott sean sebastian sebastien seamus serge sergei sergio seth
    sebastian shane shaun shawn shinzo silvio simon spencer stan stanislas stanley stefan
    stefano stephan stephane stephen sterling steve steven stewart stuart sylvain
    tariq ted teddy terence terry theo theodore theophile thibault thierry thomas tim
    timothy timo titouan tobias todd tom tomas tommy tony travis trent trevor tristan
    tyler ulrich umberto urbain valentin valery vance vernon victor viktor vincent vittorio
    vladimir volodymyr wade wally walter warren wayne werner wesley wilbur wilfrid wilhelm
    will william willie willy winston wolfgang xavier xi yann yannick yasser yasir yoshihide
    youri youssef yuri yury yves yvan zachary zack zinedine kyrylo dmytro serhii mykhailo
    andrzej wojciech jaroslaw lech mateusz miroslav vaclav zoran slobodan goran ivo milan
    sergey andrey alexey nicolae traian jens geert gerrit wim pieter dirk haruki kenji
    mariano hosni bachar mouammar abdelaziz nouri rafic saad hafez ziad walid riyad
    yitzhak yitzchak ehud benyamin benjamin binyamin avigdor naftali yair shimon abdullah
    necmettin kemal mustafa hamdi moncef beji kais rached habib alassane ousmane macky
    abdou idriss blaise faustin teodoro evo hugo lula inacio jair nestor rafael ollanta
    alejandro gustavo moon shigeru fumio yoshihiko naoto junichiro manmohan atal imran
    nawaz pervez hun mahathir benigno joko susilo petteri sauli jyrki erna fredrik traian
    boyko bojko rosen petar bozidar ivica janez borut andrej jaroslaw bronislaw antonis
    kyriakos silvio
    hiroshi taro shigeru nobutaka narendra rajiv sanjay ashok vikram anil arun
    """
_WOMEN = """
    abigail ada adele adeline agatha agathe agnes aicha aimee aisha alana alejandra
    alessandra alexandra alexandria alexia alice alicia alina aline alison allison alma
    amanda amber amelia amelie amina amy ana anais anastasia andree andrea angela angele
    angelina angelique angie anick anita ann anna annabelle anne annette annick annie
    annalena antoinette april ariane arianna arlene ashley astrid aubrey audrey aurelia
    aurelie aurore ava barbara beatrice becky belinda benedicte bernadette bernice bertha
    beth bethany betsy betty beverly bianca blanche bonnie brenda bridget brigitte britney
    brittany brooke caitlin candace candice carla carol carole caroline carolyn carrie
    cassandra catherine cathy cecile cecilia celeste celia celine chantal charlene
    charlotte chelsea cheryl chloe christelle christiane christina christine chrystia
    cindy claire clara clarisse claudette claudia claudine clementine clotilde colette
    colleen constance cora coralie corinne courtney cristina crystal cynthia daisy dana
    daniela danielle daphne dawn debbie deborah debra delphine denise diana diane dina
    dolores donna dora doreen doris dorothee dorothy ebony edith edwige eileen elaine
    eleanor eleanore elena eleonore eliane elisabeth elise elizabeth ella ellen elodie
    eloise elsa emily emilie emma erica erika erin estelle esther ethel etta eugenie eva
    evelyn evelyne fabienne faith fanny fatima fatou felicia felicity fiona flora florence
    frances francesca francine francoise frederique gabriela gabrielle gail
    genevieve georgia geraldine germaine gertrude gilberte gina ginette giorgia gisele
    gladys glenda gloria grace greta gretchen gwen gwendolyn hannah harriet hazel heather
    heidi helen helena helene helga hilary hillary holly ida ilona inge ingrid ines irene
    iris irma isabel isabella isabelle ivana ivy jacinda jackie jacqueline jana jane janet
    janice jasmine jeanne jeannette jeannine jen jenna jennifer jenny jessica jill jo
    joan joanna joanne jocelyne jodi jodie josee josephine josiane joy joyce juanita judith
    judy julia juliana julie juliette june justine kaja kamala kara karen karin karina
    karine kate katharine katherine kathleen kathryn kathy katia katie katrina kay kayla
    kareyce kellie kelly kendra kerry kimberly kirsten krista kristen kristi kristin
    kristina kristine laetitia lara laura laure laurel lauren laurence laurie lea leah
    leila lena leonie leticia leyla liane lila lillian lily linda lindsay lisa lise
    liz liza lois lola loretta lori lorena lorraine louise lucia lucie lucille lucy ludivine
    lydia lydie lynn lynne mabel madeleine madison maeva magali mai maia manon mara
    marcia margaret margarita margaux margot maria marianne marie marie-claude
    marie-france marie-george marie-helene marie-noelle mariette marilyn marina marine
    marion marisa marissa marjorie marlene marta martha marthe martina martine mary maryam
    maryse mathilde maud maude maureen maxine megan meghan melania melanie melinda melissa
    meredith mia michaela michele micheline michelle mila mireille miriam
    moira molly mona monica monika monique muriel myriam myrtle nadege nadia nadine nancy
    naomi natacha natalia natalie natasha nathalie nelly nicola nicole nina noemie nora
    norma oceane odette odile olga olivia ophelie oprah ottilie pam pamela patricia patty
    paula paulette pauline peggy penelope penny perrine petra phyllis pia priscilla
    priyanka rachel rachida rahel ramona raquel raymonde rebecca regina regine renee rhonda
    rita roberta rolande romane rosa rosalie rose roseline roselyne rosemary roxane ruth
    sabine sabrina sally samantha sandra sandrine sara sarah segolene selena serena
    shannon sharon sheila shelley sherry sheryl shirley silvia simone solange sonia sophia
    sophie souha stacey stacy stella stephanie sue susan susanna suzanne sybille sylvia sylvie
    tamara tammy tania tanya tara tasmeen tatiana teresa terri tess thelma theresa therese
    theresa tiffany tina toni tracy ursula valentina valentine valerie vanessa vera
    veronica veronique vicki vicky victoria virginia virginie viviane vivian wanda wendy
    whitney wilma winnie xenia yael yasmina yasmine yoko yolande yulia yvette yvonne zelda
    zoe oksana olena yuliia svetlana ludmila irina ekaterina galina larissa daria ursula
    aung angelika birgit ulrike heike ngozi indira sonia ayesha malala benazir
    """
#: Borne by both.
_EITHER = """
    alex andrea camille casey chantal claude dana dominique eden frederique jamie jordan
    kelly kerry kim leslie lindsay lou maxime morgan nicola pat robin sacha sam sasha shelby
    skyler stacey taylor terry tracy yannick jessie ashley sidney charlie frankie jean
    joechen laurence andy toni val evelyn carol
    """
#: Surer than the list of both: these are nearly always the one in news.
_RATHER = {"jean": "m", "carol": "f", "chantal": "f", "maxime": "m", "terry": "m"} | {
    **{"andy": "m", "sam": "m", "charlie": "m", "joechen": "m", "laurence": "f"},
    **{"lindsay": "f", "tracy": "f", "stacey": "f", "kelly": "f", "evelyn": "f"},
    **{"andrea": "f", "yannick": "m", "ashley": "f", "frederique": "f", "dana": "f"},
}


@cache
def _genders() -> dict[str, str]:
    genders = dict.fromkeys(_MEN.split(), "m") | dict.fromkeys(_WOMEN.split(), "f")
    return genders | dict.fromkeys(_EITHER.split(), "") | _RATHER


#: Endings that tell a woman's name in the languages that news names come from.
_FEMININE = ("ette", "elle", "ine", "ia", "na", "la", "ra", "lle", "nne")
_MASCULINE = ("o", "us", "ir", "sz", "ard", "aw")


def is_first_name(word: str) -> bool:
    """Tell whether a word, as printed, is a first name of the lists."""
    folded = fold(word)
    return folded in _genders() or folded.split("-")[0] in _genders()


def gender_of(word: str) -> str:
    """Return "m" or "f" for a first name as printed, "" where it tells nothing."""
    folded = fold(word)
    found = _genders().get(folded)
    if found is None:
        found = _genders().get(folded.split("-")[0])
    return found or ""


def gender_by_ending(word: str) -> str:
    """Return the gender that the ending of an unlisted first name suggests, or ""."""
    folded = fold(word)
    if len(folded) < 4 or folded in _genders():
        return ""
    if folded.endswith(_FEMININE):
        return "f"
    return "m" if folded.endswith(_MASCULINE) else ""
