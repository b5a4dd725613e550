from mitmachstadt.kernel.declarations import Nobody

# Who answered and decided stands in the node.
DECLARED = (Nobody("answers.Answer answers.Decision"),)
