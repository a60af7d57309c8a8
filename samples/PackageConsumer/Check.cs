namespace PackageConsumer;

/// <summary>A claim about the packages, and whether it holds.</summary>
internal sealed record Check(string Claim, bool Holds);
