namespace Initializers;

/// <summary>The one place that asks what an initializer is bound to, and that takes it out of its binding.</summary>
internal static class Binding
{
    /// <summary>
    /// What a call that names no source draws from: the bound source, else a new one of the initializer's framework, else the shared one.
    /// </summary>
    public static IRandomSource SourceFor(IWeightInitializer initializer)
    {
        if (initializer is IBoundInitializer { IsBound: true } bound) return bound.NextSource();
        return Unbound(initializer) is IFrameworkInitializer framework && framework.SourceOf(PhiloxRandom.Shared.NextSeed()) is { } source
            ? source
            : PhiloxRandom.Shared;
    }

    /// <summary>Refuses what a fill from the bound source would refuse, so that such a call counts for nothing there.</summary>
    public static void Check<T>(IWeightInitializer initializer, in TensorShape shape) where T : unmanaged
    {
        if (shape.Count == 0 || initializer is not IBoundInitializer { IsBound: true }) return;
        if (Unbound(initializer) is ICheckedInitializer inner)
            inner.Check<T>(shape, null);
    }

    /// <summary>What a seed means to an initializer: its framework's source, else a <see cref="PhiloxRandom"/>.</summary>
    public static IRandomSource SourceOf(IWeightInitializer initializer, ulong seed) =>
        (Unbound(initializer) as IFrameworkInitializer)?.SourceOf(seed) ?? new PhiloxRandom(seed);

    /// <summary>The initializer itself, without what is bound to it or said about it, however often.</summary>
    public static IWeightInitializer Unbound(IWeightInitializer initializer)
    {
        while (initializer is IBoundInitializer bound && bound.Unbound is var inner && !ReferenceEquals(inner, initializer))
            initializer = inner;
        return initializer;
    }
}
