namespace PackageConsumer;

/// <summary>Something that is claimed of the package, and whether it holds.</summary>
internal sealed record Check(string Claim, bool Holds);
