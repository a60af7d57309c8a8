namespace Initializers;

/// <summary>Where the connections of the layers of a weight tensor are in memory: by arithmetic, without memory of its own.</summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
internal readonly struct LayerOffsets
{
    private readonly RoleAxes _inputs, _outputs, _taps, _entries;

    /// <summary>The offsets of a shape that has elements.</summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or groups or blocks do not divide the channels.</exception>
    public LayerOffsets(in TensorShape shape)
    {
        Counts = new(shape);
        (_inputs, _outputs) = (new(shape, AxisRole.In), new(shape, AxisRole.Out));
        (_taps, _entries) = (new(shape, AxisRole.Kernel), new(shape, AxisRole.Batch));
    }

    /// <summary>How many there are.</summary>
    public LayerCounts Counts { get; }

    /// <summary>Where an entry of the batch begins.</summary>
    public long OfEntry(long entry) => _entries.OffsetOf(entry);

    /// <summary>How far an output of a group is from the first of all.</summary>
    public long OfOutput(long group, long output) => _outputs.OffsetOf((Counts.OutputsOfOneGroup ? 0 : group * Counts.Outputs) + output);

    /// <summary>How far an input of a group is from the first of all.</summary>
    public long OfInput(long group, long input) => _inputs.OffsetOf((Counts.InputsOfOneGroup ? 0 : group * Counts.Inputs) + input);

    /// <summary>How far a tap is from the first one.</summary>
    public long OfTap(long tap) => _taps.OffsetOf(tap);

    /// <summary>
    /// Visits what a slice can touch, each group of each entry of the batch by itself: at most three times as many elements as
    /// the slice has. An element may be visited twice.
    /// </summary>
    /// <param name="shape">The shape.</param>
    /// <param name="start">The first element of the slice.</param>
    /// <param name="length">How many elements it has, at least one.</param>
    /// <param name="visitor">What is called.</param>
    public void Visit<TVisitor>(in TensorShape shape, long start, long length, TVisitor visitor)
        where TVisitor : ISliceVisitor, allows ref struct
    {
        Span<SliceBox> boxes = stackalloc SliceBox[2];
        foreach (ref readonly SliceBox box in boxes[..SliceBox.Of(shape, start, length, boxes)])
        {
            IndexRange inputs = box.Of(AxisRole.In, shape), outputs = box.Of(AxisRole.Out, shape), entries = box.Of(AxisRole.Batch, shape);
            IndexRange groups = new(0, Counts.Groups);
            if (!Counts.OutputsOfOneGroup) groups = groups.Common(outputs.DividedBy(Counts.Outputs));
            if (!Counts.InputsOfOneGroup) groups = groups.Common(inputs.DividedBy(Counts.Inputs));
            for (long entry = entries.First; entry < entries.End; entry++)
            {
                for (long group = groups.First; group < groups.End; group++)
                {
                    visitor.Visit(
                        entry, group,
                        Counts.OutputsOfOneGroup ? outputs : outputs.Within(group * Counts.Outputs, Counts.Outputs),
                        Counts.InputsOfOneGroup ? inputs : inputs.Within(group * Counts.Inputs, Counts.Inputs));
                }
            }
        }
    }
}

/// <summary>What is called for the connections that a slice can touch.</summary>
internal interface ISliceVisitor
{
    /// <summary>Visits outputs and inputs of a group of an entry of the batch, each counted within the group.</summary>
    void Visit(long entry, long group, IndexRange outputs, IndexRange inputs);
}
