"""Text in, statements proposed: a new article from text, and another look at a held one."""
