namespace Initializers;

/// <summary>Fills a span from one word an element: what a source offers to the distributions.</summary>
internal interface ISampler
{
    void Fill<TMap>(Span<float> destination, TMap map) where TMap : struct, IWordMap;
}
