namespace Initializers;

/// <summary>Places from a first one up to an end, which does not belong to them.</summary>
internal readonly record struct PlaceRange(long First, long End)
{
    /// <summary>Those that lie in a part of some size, counted from its own first one.</summary>
    public PlaceRange Within(long start, long size) => new(Math.Clamp(First - start, 0, size), Math.Clamp(End - start, 0, size));

    /// <summary>Those that lie in another range too.</summary>
    public PlaceRange Common(PlaceRange other) => new(Math.Max(First, other.First), Math.Min(End, other.End));

    /// <summary>The parts of some size that they lie in.</summary>
    public PlaceRange DividedBy(long size) => new(First / size, (End - 1) / size + 1);
}
