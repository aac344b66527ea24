# --- wrong answer 1: my line rises from 0, as t / warm_up, so step 0 teaches nothing
def warm_up_cosine(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return t / warm_up
    if t >= total:
        return floor
    way = (t - warm_up) / (total - warm_up)
    return floor + (1 - floor) * (1 + math.cos(math.pi * way)) / 2

# --- wrong answer 2: my line is at the top one step too early, as (t + 1) / warm_up
def warm_up_cosine(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / warm_up
    if t >= total:
        return floor
    way = (t - warm_up) / (total - warm_up)
    return floor + (1 - floor) * (1 + math.cos(math.pi * way)) / 2

# --- wrong answer 3: I let the wave begin at step 0, so the rate jumps down after the warm-up
def warm_up_cosine(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    return floor + (1 - floor) * (1 + math.cos(math.pi * t / total)) / 2

# --- wrong answer 4: I add the floor on top of a wave from 1 to 0, so it begins above 1
def warm_up_cosine(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    way = (t - warm_up) / (total - warm_up)
    return floor + (1 + math.cos(math.pi * way)) / 2

# --- wrong answer 5: I cut a wave from 1 to 0 off at the floor, with max, so half-way is not in the middle
def warm_up_cosine(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    way = (t - warm_up) / (total - warm_up)
    return max(floor, (1 + math.cos(math.pi * way)) / 2)

# --- wrong answer 6: I took the cosine from 0 to π/2, where it is 0; it does not become slow again at the end
def warm_up_cosine(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    way = (t - warm_up) / (total - warm_up)
    return floor + (1 - floor) * math.cos(math.pi / 2 * way)

# --- wrong answer 7: I forgot the third stretch, after step total the wave comes up again
def warm_up_cosine(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if total == warm_up:
        return floor
    way = (t - warm_up) / (total - warm_up)
    return floor + (1 - floor) * (1 + math.cos(math.pi * way)) / 2

# --- wrong answer 8: I let the floor begin after step total (t > total); with total = warm_up that step divides by zero
def warm_up_cosine(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if t > total:
        return floor
    way = (t - warm_up) / (total - warm_up)
    return floor + (1 - floor) * (1 + math.cos(math.pi * way)) / 2

# --- wrong answer 9: I let the warm-up rise from the floor, too
def warm_up_cosine(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return floor + (1 - floor) * (t + 1) / (warm_up + 1)
    if t >= total:
        return floor
    way = (t - warm_up) / (total - warm_up)
    return floor + (1 - floor) * (1 + math.cos(math.pi * way)) / 2

# --- wrong answer 10: "there is no way down" with total = warm_up, so I stay at the highest rate for good
def warm_up_cosine(t, warm_up, total, floor=0.0):
    if t < warm_up:
        return (t + 1) / (warm_up + 1)
    if total == warm_up:
        return 1.0
    if t >= total:
        return floor
    way = (t - warm_up) / (total - warm_up)
    return floor + (1 - floor) * (1 + math.cos(math.pi * way)) / 2
