namespace Initializers;

/// <summary>A weight as a function of what it connects.</summary>
internal interface IPlaceFormula
{
    /// <summary>The weight at a place that is a connection of the layer.</summary>
    float At(in ElementPlaces place);
}

/// <summary>Fills slices with weights that depend on their place alone; what the layer does not connect is 0.</summary>
internal static class PlaceFill
{
    public static void Run<TFormula>(Span<float> slice, long start, in TensorShape shape, TFormula formula)
        where TFormula : struct, IPlaceFormula
    {
        var place = new ElementPlaces(shape, start);
        foreach (ref float weight in slice)
        {
            weight = place.IsConnection ? formula.At(place) : 0;
            place.MoveNext();
        }
    }
}
