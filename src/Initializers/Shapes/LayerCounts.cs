namespace Initializers;

/// <summary>
/// The number of inputs, outputs and taps of the layer of a weight tensor, by the roles of its axes, and the number of such layers side by
/// side: entries of the batch, groups of an entry, and packed blocks of a group. It allocates nothing.
/// </summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
internal readonly struct LayerCounts
{
    private readonly PackedBlocks _blocks;

    /// <summary>The counts of a shape.</summary>
    /// <exception cref="ArgumentException">The rank does not fit the layout, or groups or blocks do not divide the channels.</exception>
    public LayerCounts(in TensorShape shape)
    {
        WeightLayout layout = shape.Layout;
        layout.CheckRank(shape);
        long inputs = 1, outputs = 1;
        (Taps, Entries, _blocks) = (1, 1, shape.Packed);
        ReadOnlySpan<long> dimensions = shape.Dimensions;
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            switch (layout.RoleAt(axis, dimensions.Length))
            {
                case AxisRole.In: inputs *= dimensions[axis]; break;
                case AxisRole.Out: outputs *= dimensions[axis]; break;
                case AxisRole.Kernel: Taps *= dimensions[axis]; break;
                default: Entries *= dimensions[axis]; break;
            }
        }
        (InputsOfOneGroup, OutputsOfOneGroup) = (layout.InputsPerGroup, layout.OutputsPerGroup);
        Groups = InputsOfOneGroup && OutputsOfOneGroup ? 1 : shape.Groups;
        Inputs = InputsOfOneGroup ? inputs : PerGroup(inputs, nameof(inputs), shape);
        Outputs = OutputsOfOneGroup ? outputs : PerGroup(outputs, nameof(outputs), shape);
        if (!_blocks.Divide(Outputs)) throw TensorShape.PackedRefused(shape, Outputs);
    }

    /// <summary>The number of inputs in a group.</summary>
    public long Inputs { get; }

    /// <summary>The number of outputs in a group, over all its blocks.</summary>
    public long Outputs { get; }

    /// <summary>The number of taps of the kernel.</summary>
    public long Taps { get; }

    /// <summary>The number of entries of the batch.</summary>
    public long Entries { get; }

    /// <summary>The number of groups that the tensor stores.</summary>
    public long Groups { get; }

    /// <summary>The number of packed blocks in a group.</summary>
    public long Blocks => _blocks.Count;

    /// <summary>Whether the input axes hold the inputs of one group only.</summary>
    public bool InputsOfOneGroup { get; }

    /// <summary>Whether the output axes hold the outputs of one group only.</summary>
    public bool OutputsOfOneGroup { get; }

    /// <summary>Whether all blocks have the same size.</summary>
    public bool HasEqualBlocks => _blocks.AreEqualIn(Outputs);

    /// <summary>The number of blocks to look at: 1 if all have the same size.</summary>
    public long DistinctBlocks => HasEqualBlocks ? 1 : Blocks;

    /// <summary>The number of connections of all layers: the elements of the tensor without those that lie between groups.</summary>
    public long Connections => Entries * Groups * Outputs * Inputs * Taps;

    /// <summary>Returns the number of outputs in a block.</summary>
    public long RowsOf(long block) => _blocks.SizeOf(block, Outputs);

    /// <summary>Returns the index of a block's first output within its group.</summary>
    public long FirstRowOf(long block) => _blocks.StartOf(block, Outputs);

    /// <summary>Returns the block of an output of a group.</summary>
    public long BlockOf(long output) => _blocks.Of(output, Outputs);

    /// <summary>How many times each distinct block occurs in the tensor.</summary>
    public double Occurrences => (double)Entries * Groups * (HasEqualBlocks ? Blocks : 1);

    /// <summary>Refuses a shape whose layers cannot be counted.</summary>
    /// <exception cref="ArgumentException">The constructor throws it.</exception>
    public static void Check(in TensorShape shape) => _ = new LayerCounts(shape);

    private static long PerGroup(long channels, string name, in TensorShape shape) =>
        channels % shape.Groups == 0 ? channels / shape.Groups
        : throw new ArgumentException(
            $"shape must have {name} that divide evenly into its {shape.Groups} groups, but was {shape}, with {channels} {name}.",
            nameof(shape));
}
