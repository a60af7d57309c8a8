namespace Initializers;

/// <summary>The offsets in memory of the connections of a weight tensor's layers, computed when asked for; it allocates nothing.</summary>
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

    /// <summary>The number of inputs, outputs, taps, groups and blocks.</summary>
    public LayerCounts Counts { get; }

    /// <summary>Returns the offset of an entry of the batch.</summary>
    public long EntryOffset(long entry) => _entries.OffsetOf(entry);

    /// <summary>Returns the offset of an output of a group from the first output.</summary>
    public long OutputOffset(long group, long output) =>
        _outputs.OffsetOf((Counts.OutputsOfOneGroup ? 0 : group * Counts.Outputs) + output);

    /// <summary>Returns the offset of an input of a group from the first input.</summary>
    public long InputOffset(long group, long input) => _inputs.OffsetOf((Counts.InputsOfOneGroup ? 0 : group * Counts.Inputs) + input);

    /// <summary>Returns the offset of a tap from the first tap.</summary>
    public long TapOffset(long tap) => _taps.OffsetOf(tap);

    /// <summary>
    /// Visits the connections that a slice may contain, one group of one entry of the batch at a time: at most three times as many as the
    /// slice has elements. A connection may be visited twice.
    /// </summary>
    /// <param name="shape">The shape.</param>
    /// <param name="start">The index of the slice's first element.</param>
    /// <param name="length">The length of the slice, at least 1.</param>
    /// <param name="visitor">The visitor to call.</param>
    public void Visit<TVisitor>(in TensorShape shape, long start, long length, TVisitor visitor)
        where TVisitor : ISliceVisitor, allows ref struct
    {
        Span<SliceBox> boxes = stackalloc SliceBox[2];
        foreach (ref readonly SliceBox box in boxes[..SliceBox.Of(shape, start, length, boxes)])
        {
            IndexRange inputs = box.Of(AxisRole.In, shape), outputs = box.Of(AxisRole.Out, shape), entries = box.Of(AxisRole.Batch, shape);
            IndexRange groups = new(0, Counts.Groups);
            if (!Counts.OutputsOfOneGroup) groups = groups.Intersect(outputs.DividedBy(Counts.Outputs));
            if (!Counts.InputsOfOneGroup) groups = groups.Intersect(inputs.DividedBy(Counts.Inputs));
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

/// <summary>A visitor of the connections that a slice may contain.</summary>
internal interface ISliceVisitor
{
    /// <summary>Visits the connections between ranges of outputs and inputs, which are counted within a group of an entry.</summary>
    void Visit(long entry, long group, IndexRange outputs, IndexRange inputs);
}
