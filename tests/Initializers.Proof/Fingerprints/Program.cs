using Initializers.Fingerprints;

// A line for everything that draws: its name, and the SHA-256 of what it has drawn.
Streams.Print();
Catalogue.Print();
FrameworkDraws.Print();
Models.Print();
