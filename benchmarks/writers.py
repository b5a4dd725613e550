def check(city): return 0
