LONGEST_REASON = 500
LONGEST_NOTE = 300
# A page of the register, and how many contributions are routed, or moved, at once.
PAGE = 50
BATCH = 200
# Gaps are counted so far and no further: the page costs the same in every city.
MOST_COUNTED = 1000
MOST_SECTIONS = 500
