namespace Initializers;

/// <summary>An initializer that draws from sources of one kind, those of a framework: it says which of them a seed means.</summary>
internal interface IFrameworkInitializer : IWeightInitializer
{
    /// <summary>
    /// The source that a seed means there, such as <c>torch.manual_seed(seed)</c>; null where any source will do, since nothing is drawn.
    /// </summary>
    /// <param name="seed">Any number.</param>
    IRandomSource? SourceOf(ulong seed);
}
