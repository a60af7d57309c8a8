namespace Initializers.Tests.Shapes;

/// <summary>Small shapes of every kind: layouts, groups, blocks and batches, whose matrices are not square.</summary>
internal static class ShapeSamples
{
    /// <summary>Layouts in usual and unusual orders, each with dimensions that six inputs and twelve
    /// outputs of two groups divide.</summary>
    private static readonly (string Layout, long[] Dimensions)[] Layouts =
    [
        ("out, in/groups, *kernel", [12, 6]), ("out, in/groups, *kernel", [12, 3, 2, 3]),
        ("*kernel, in/groups, out", [3, 6, 12]), ("in, out/groups, *kernel", [6, 6, 2]),
        ("out, in", [12, 6]), ("in, out", [6, 12]), ("out, in", [1, 1]),
        ("out, in", [1, 7]), ("in, out", [1, 5]), ("kernel, out, kernel, in", [2, 12, 3, 2]),
        ("batch, out, in", [3, 4, 2]), ("out, batch, in", [4, 3, 6]), ("batch, in, out, kernel", [2, 3, 4, 5]),
        ("out, in, batch", [4, 4, 3]), ("in, batch, out, batch", [2, 3, 6, 2]),
        ("out/groups, in/groups", [6, 4]), ("in, out, *kernel", [2, 12, 2, 2, 1]), ("out, kernel, in", [5, 4, 3]),
    ];

    /// <summary>Layouts with several axes of inputs or outputs, such as heads.</summary>
    private static readonly (string Layout, long[] Dimensions)[] SeveralAxes =
    [
        ("in, out, out", [5, 4, 3]), ("in, in, out", [2, 3, 12]), ("out, in, out", [4, 2, 3]),
        ("out, in, out, in, kernel", [2, 2, 6, 3, 2]),
    ];

    /// <summary>All that groups and blocks divide.</summary>
    public static IEnumerable<TensorShape> All => Of([.. Layouts, .. SeveralAxes]);

    /// <summary>Those with one axis of inputs and one of outputs.</summary>
    public static IEnumerable<TensorShape> OfSingleAxes => Of(Layouts);

    private static IEnumerable<TensorShape> Of((string Layout, long[] Dimensions)[] layouts)
    {
        foreach ((string layout, long[] dimensions) in layouts)
        {
            TensorShape plain = new TensorShape(dimensions).WithLayout(new WeightLayout(layout));
            foreach (TensorShape shape in (TensorShape[])[
                plain, plain.WithGroups(2), plain.WithBlocks(2), plain.WithGroups(2).WithBlocks(3), plain.WithBlocks([7, 1, 4]),
                plain.WithGroups(2).WithBlocks([1, 5]), plain.WithBlocks([3, 1])])
            {
                if (IsWhole(shape)) yield return shape;
            }
        }
    }

    private static bool IsWhole(TensorShape shape)
    {
        try
        {
            _ = new LayerCounts(shape);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
