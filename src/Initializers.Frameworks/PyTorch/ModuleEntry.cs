namespace Initializers.Frameworks;

/// <summary>What a module draws, or copies.</summary>
/// <param name="Name">The name in the module.</param>
/// <param name="Shape">The shape, which an array holds.</param>
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

    /// <summary>Refuses a source, and numbers that a type does not hold.</summary>
    /// <exception cref="ArgumentException">The source is none of PyTorch's, and values are drawn.</exception>
    /// <exception cref="InvalidOperationException">The type does not hold the numbers: no argument is to blame.</exception>
    public void Check<T, TType>(IRandomSource random)
        where T : unmanaged
        where TType : struct, ITensorType<T>
    {
        if (CopyOf is not null) return;
        try
        {
            ((ICheckedInitializer)Initializer).Check<T>(Shape, random);
        }
        catch (ArgumentException exception) when (exception.ParamName != nameof(random))
        {
            throw new InvalidOperationException($"{Name} cannot be filled as {TypeRange<T, TType>.Name}. {exception.Message}", exception);
        }
    }
}
