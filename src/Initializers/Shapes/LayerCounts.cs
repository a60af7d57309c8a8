namespace Initializers;

/// <summary>
/// How many inputs, outputs and taps the layer of a weight tensor has, by the roles of its axes, and how many such layers are side by side:
/// entries of a batch, in each groups, and in each packed blocks. Numbers alone, without memory.
/// </summary>
/// <remarks>Thread-safe: an immutable value.</remarks>
internal readonly struct LayerCounts
{
    private readonly PackedBlocks _blocks;

    /// <summary>Counts what a shape has.</summary>
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
        Inputs = Share(inputs, InputsOfOneGroup ? 1 : shape.Groups, shape);
        Outputs = Share(outputs, OutputsOfOneGroup ? 1 : shape.Groups, shape);
        if (!_blocks.Divide(Outputs)) throw TensorShape.PackedRefused(shape, Outputs);
    }

    /// <summary>Inputs of one group.</summary>
    public long Inputs { get; }

    /// <summary>Outputs of one group, of all its blocks together.</summary>
    public long Outputs { get; }

    /// <summary>Taps of the kernel.</summary>
    public long Taps { get; }

    /// <summary>Entries of the batch.</summary>
    public long Entries { get; }

    /// <summary>Groups that an axis tells apart.</summary>
    public long Groups { get; }

    /// <summary>Packed blocks of a group.</summary>
    public long Blocks => _blocks.Count;

    /// <summary>Whether the axes of inputs hold those of one group only.</summary>
    public bool InputsOfOneGroup { get; }

    /// <summary>Whether the axes of outputs hold those of one group only.</summary>
    public bool OutputsOfOneGroup { get; }

    /// <summary>Whether all blocks are of one size.</summary>
    public bool HasEqualBlocks => _blocks.AreEqualIn(Outputs);

    /// <summary>How many blocks have to be looked at to know all: one where they are alike.</summary>
    public long DistinctBlocks => HasEqualBlocks ? 1 : Blocks;

    /// <summary>Connections of all layers together: elements of the tensor, but for those that it stores between groups.</summary>
    public long Connections => Entries * Groups * Outputs * Inputs * Taps;

    /// <summary>Outputs of a block.</summary>
    public long RowsOf(long block) => _blocks.SizeOf(block, Outputs);

    /// <summary>The first output of a block, within its group.</summary>
    public long FirstRowOf(long block) => _blocks.StartOf(block, Outputs);

    /// <summary>The block of an output of a group.</summary>
    public long BlockOf(long output) => _blocks.Of(output, Outputs);

    /// <summary>How often each distinct block is there.</summary>
    public double Times => (double)Entries * Groups * (HasEqualBlocks ? Blocks : 1);

    /// <summary>Refuses a shape whose layers cannot be counted.</summary>
    /// <exception cref="ArgumentException">As of the constructor.</exception>
    public static void Check(in TensorShape shape) => _ = new LayerCounts(shape);

    private static long Share(long channels, long parts, in TensorShape shape) => channels % parts == 0 ? channels / parts
        : throw new ArgumentException(
            $"shape must have channels that divide into {parts} equal groups or blocks, but was {shape}, with {channels}.", nameof(shape));
}
