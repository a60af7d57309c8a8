namespace Initializers.Frameworks;

/// <summary>What a module draws, or copies.</summary>
/// <param name="Name">The name in the module.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Initializer">What fills it.</param>
internal sealed record ModuleEntry(string Name, TensorShape Shape, PyTorchInitializer Initializer)
{
    /// <summary>Of which entry it has the values; null for its own.</summary>
    public string? CopyOf { get; init; }

    /// <summary>Whether it is drawn and is no parameter of the module.</summary>
    public bool IsHidden { get; init; }

    public bool IsInteger { get; init; }

    /// <summary>The entry in a module of which its own is a part.</summary>
    public ModuleEntry Within(string name) => this with { Name = $"{name}.{Name}", CopyOf = CopyOf is null ? null : $"{name}.{CopyOf}" };
}
