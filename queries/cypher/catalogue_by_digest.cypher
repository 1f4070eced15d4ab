// name: catalogue_by_digest
// question: What is the compiled catalogue with this digest?
// params: digest: text
// returns: content
// key: 
// mode: read
MATCH (c:Catalogue {digest: $digest})
RETURN c.content AS content
