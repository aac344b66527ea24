"""The exercises: a folder a lesson, a file an exercise or question. Each folder's ORDER is the order in the lesson."""
