using CsCheck;

namespace Initializers.Tests.Shapes;

/// <summary>Generators of random shapes, for properties.</summary>
internal static class ShapeGen
{
    private static readonly string[] Layouts =
    [
        "out, in", "in, out", "out, in/groups", "out/groups, in", "out/groups, in/groups",
        "out, in/groups, *kernel", "*kernel, in/groups, out", "in, out/groups, *kernel", "*kernel, batch, out", "kernel, out, kernel, in",
        "batch, out, in", "out, batch, in", "batch, in, out, kernel", "in, batch, out, batch",
        "in, out, out", "in, in, out", "out, in, out", "out, in, out, in, kernel",
    ];

    /// <summary>Shapes of up to a few hundred elements in many layouts, with groups, and with blocks of equal or unequal sizes.</summary>
    public static Gen<TensorShape> Any { get; } = Of(Layouts, Gen.Frequency((2, Gen.Const<long[]>([])), (1, Gen.Long[1, 5].Array[1, 4])));

    /// <summary>Shapes of several blocks that are not all alike.</summary>
    public static Gen<TensorShape> Packed { get; } = PackedIn(Layouts);

    /// <summary>Convolutions of one to three groups, and of up to three axes with a stride along each; linear layers without any.</summary>
    public static Gen<(int Inputs, int Outputs, int[] Kernel, int Groups, int[] Stride)> Convolutions { get; } =
        from groups in Gen.Int[1, 3]
        from inputs in Gen.Int[1, 3]
        from outputs in Gen.Int[1, 3]
        from axes in Gen.Int[0, 3]
        from kernel in Gen.Int[1, 4].Array[axes]
        from stride in Gen.Int[1, 3].Array[axes]
        select (groups * inputs, groups * outputs, kernel, groups, stride);

    /// <summary>Shapes of several blocks that are not all alike, in some layouts.</summary>
    public static Gen<TensorShape> PackedIn(params string[] layouts) =>
        Of(layouts, Gen.Long[1, 5].Array[2, 4].Where(sizes => sizes.Distinct().Count() > 1));

    private static Gen<TensorShape> Of(string[] layouts, Gen<long[]> sizes) =>
        from layout in Gen.OneOf(layouts)
        from groups in layout.StartsWith("*kernel, batch", StringComparison.Ordinal) ? Gen.Const(1) : Gen.Int[1, 3]
        from kernel in layout.Contains('*') ? Gen.Int[0, 2] : Gen.Const(0)
        from extents in Gen.Long[1, 4].Array[8]
        from blocks in sizes
        let axes = layout.Split(", ").SelectMany(axis => axis == "*kernel" ? Enumerable.Repeat("kernel", kernel) : [axis])
        select Shape(layout, [.. axes], groups, extents, blocks);

    /// <summary>Axes of the extents, except that the first of inputs and of outputs hold all groups, and that
    /// of outputs the blocks.</summary>
    private static TensorShape Shape(string layout, string[] axes, int groups, long[] extents, long[] blocks)
    {
        int output = Array.FindIndex(axes, IsOutput), input = Array.FindIndex(axes, axis => axis is "in");
        long[] dimensions = extents[..axes.Length];
        if (input >= 0) dimensions[input] *= groups;
        if (blocks.Length > 0) dimensions[output] = blocks.Sum();
        if (axes[output] == "out") dimensions[output] *= groups;
        TensorShape shape = new TensorShape(dimensions).WithLayout(new WeightLayout(layout)).WithGroups(groups);
        long others = dimensions.Where((_, axis) => axis != output && IsOutput(axes[axis]))
            .Aggregate(1L, (product, extent) => product * extent);
        return blocks.Length == 0 ? shape : shape.WithBlocks([.. blocks.Select(size => size * others)]);
    }

    private static bool IsOutput(string axis) => axis is "out" or "out/groups";
}
