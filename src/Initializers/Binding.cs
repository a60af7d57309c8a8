namespace Initializers;

/// <summary>The one place that asks what an initializer is bound to.</summary>
internal static class Binding
{
    /// <summary>What a call that names no source draws from: the bound source, else a new one of the initializer's framework, else the shared one.</summary>
    public static IRandomSource SourceFor(IWeightInitializer initializer) => initializer switch
    {
        IBoundInitializer { IsBound: true } bound => bound.NextSource(),
        IFrameworkInitializer framework => framework.SourceOf(PhiloxRandom.Shared.NextSeed()) ?? PhiloxRandom.Shared,
        _ => PhiloxRandom.Shared,
    };

    /// <summary>The initializer without its binding.</summary>
    public static IWeightInitializer Unbound(IWeightInitializer initializer) => initializer is IBoundInitializer { IsBound: true } bound ? bound.Unbound : initializer;
}
