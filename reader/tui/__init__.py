"""The app. The only home of textual; `keys` and `resolver` do without it too."""
