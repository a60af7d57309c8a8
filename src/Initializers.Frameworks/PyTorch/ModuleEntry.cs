namespace Initializers.Frameworks;

/// <summary>A parameter or buffer of a module, drawn or copied.</summary>
/// <param name="Name">The name in the module.</param>
/// <param name="Shape">The shape, which fits an array.</param>
/// <param name="Initializer">The initializer that fills it.</param>
internal sealed record ModuleEntry(string Name, TensorShape Shape, PyTorchInitializer Initializer)
{
    /// <summary>The entry whose values it copies; null if it has its own.</summary>
    public string? CopyOf { get; init; }

    /// <summary>Whether it is drawn without being part of the module.</summary>
    public bool IsHidden { get; init; }

    public bool IsInteger { get; init; }

    /// <summary>The entry as part of an outer module.</summary>
    public ModuleEntry Within(string name) => this with { Name = $"{name}.{Name}", CopyOf = CopyOf is null ? null : $"{name}.{CopyOf}" };

    /// <summary>Refuses a wrong source, and numbers outside the range of the type.</summary>
    /// <exception cref="ArgumentException">The source is not a <see cref="PyTorchRandom"/>, and values are drawn.</exception>
    /// <exception cref="InvalidOperationException">A number is outside the range of the type: no argument is at fault.</exception>
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
