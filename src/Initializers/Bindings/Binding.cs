namespace Initializers;

/// <summary>Looks up what an initializer is bound to, and removes the binding.</summary>
internal static class Binding
{
    /// <summary>
    /// The source of a call without a source: the bound one, otherwise a new one of the initializer's framework, otherwise the shared one.
    /// </summary>
    public static IRandomSource SourceFor(IWeightInitializer initializer)
    {
        if (initializer is IBoundInitializer { IsBound: true } bound) return bound.NextSource();
        return Unbound(initializer) is IFrameworkInitializer framework && framework.SourceOf(PhiloxRandom.Shared.NextSeed()) is { } source
            ? source
            : PhiloxRandom.Shared;
    }

    /// <summary>Throws if a fill from the bound source would, so that such a call does not advance the source.</summary>
    public static void Check<T>(IWeightInitializer initializer, in TensorShape shape) where T : unmanaged
    {
        if (shape.Count == 0 || initializer is not IBoundInitializer { IsBound: true }) return;
        if (Unbound(initializer) is ICheckedInitializer inner)
            inner.Check<T>(shape, null);
    }

    /// <summary>The source for a seed: that of the initializer's framework, otherwise a <see cref="PhiloxRandom"/>.</summary>
    public static IRandomSource SourceOf(IWeightInitializer initializer, ulong seed) =>
        (Unbound(initializer) as IFrameworkInitializer)?.SourceOf(seed) ?? new PhiloxRandom(seed);

    /// <summary>The initializer without any binding or recommendation around it.</summary>
    public static IWeightInitializer Unbound(IWeightInitializer initializer)
    {
        while (initializer is IBoundInitializer bound && bound.Unbound is var inner && !ReferenceEquals(inner, initializer))
            initializer = inner;
        return initializer;
    }
}
