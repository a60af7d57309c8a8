using System.Diagnostics;

namespace Initializers.Tests.Contracts;

/// <summary>Every entry of the catalogue with every kind of shape: no axes, no elements, all extents 1, more
/// elements than any memory holds.</summary>
public class DegenerateShapeTests
{
    private const int Small = 4096;

    private static readonly long[] Extents = [0, 1, 2, 1L << 31, 1L << 40, 1L << 62];

    private static readonly WeightLayout[] Layouts = [WeightLayout.OutIn, WeightLayout.InOut,
        WeightLayout.OutIn.Transposed, WeightLayout.Depthwise, new("batch, out, in"), new("out, in"), new("in, out, out")];

    /// <summary>All combinations of extents on up to three axes; on four to eight, each extent on each axis among ones and twos.</summary>
    private static readonly IReadOnlyList<long[]> Dimensions =
        [.. Enumerable.Range(0, 4).SelectMany(All).Concat(Enumerable.Range(4, 5).SelectMany(Some)).Where(IsShape)];

    [Theory, MemberData(nameof(Catalogue.All), MemberType = typeof(Catalogue))]
    public void EveryMember_OfAnyShape_AnswersOrRefusesByName(string name)
    {
        IWeightInitializer initializer = Catalogue.Get(name);
        var watch = Stopwatch.StartNew();
        int answered = 0;
        foreach (TensorShape shape in Shapes())
        {
            if (initializer is IPredictableInitializer predictable && Answers(() => predictable.Predict(shape), initializer, shape))
                answered++;
            if (initializer is VarianceScalingInitializer scaling) Answers(() => scaling.StandardDeviation(shape), initializer, shape);
            if (shape.Count <= Small) Fills(initializer, shape);
            if (initializer is ISliceInitializer slices and not WrappingInitializer)
            {
                FillsSlice(slices, shape, 0);
                FillsSlice(slices, shape, shape.Count / 2);
                FillsSlice(slices, shape, Math.Max(0, shape.Count - 3));
            }
        }
        if (initializer is IPredictableInitializer and not WrappingInitializer) answered.Should().BePositive();
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(2),
            "work is bounded: thousands of shapes take seconds");
    }

    [Theory, MemberData(nameof(Catalogue.PredictableAlone), MemberType = typeof(Catalogue))]
    public void Predict_OfAnyShape_AllocatesNothing(string name)
    {
        var initializer = (IPredictableInitializer)Catalogue.Get(name);
        foreach (TensorShape shape in (TensorShape[])[Catalogue.ShapeFor(initializer), [1L << 31, 1L << 31], [1L << 20, 1L << 20, 3],
            TensorShape.Vector(1L << 62).WithFans(1 << 20, 1 << 20), TensorShape.Linear(1 << 20, 96).WithBlocks([64, 16, 16])])
        {
            if (!Answers(() => initializer.Predict(shape), initializer, shape)) continue;
            Allocations.Of(() => initializer.Predict(shape)).Should().Be(0, "{0} predicts {1}", name, shape);
        }
    }

    /// <summary>All dimensions, plain and with one of the layouts in turn, some with groups, blocks or fans.</summary>
    private static IEnumerable<TensorShape> Shapes()
    {
        for (int i = 0; i < Dimensions.Count; i++)
        {
            TensorShape shape = new(Dimensions[i]);
            yield return shape;
            shape = shape.WithLayout(Layouts[i % Layouts.Length]);
            yield return (i % 8) switch
            {
                0 => shape.WithGroups(2),
                1 => shape.WithBlocks(2),
                2 => shape.WithGroups(1L << 62).WithBlocks(1L << 62),
                3 => shape.WithBlocks([1, 1]).WithGroups(1L << 31),
                4 => shape.WithBlocks([1L << 31, (1L << 40) - (1L << 31)]),
                5 => shape.WithFans(0, 1L << 62),
                _ => shape,
            };
        }
    }

    private static void Fills(IWeightInitializer initializer, TensorShape shape)
    {
        float[] weights = new float[shape.Count];
        Array.Fill(weights, 123f);
        var random = new PhiloxRandom(1);
        bool filled = Answers(() => initializer.Initialize(weights, shape, random), initializer, shape);
        random.Position.Should().Be(filled ? weights.Length : 0, "{0}, {1}", initializer, shape);
        weights.Where(weight => filled ? !float.IsFinite(weight) : weight != 123).Should().BeEmpty("{0}, {1}", initializer, shape);
    }

    private static void FillsSlice(ISliceInitializer initializer, TensorShape shape, long start)
    {
        float[] slice = new float[Math.Min(3, shape.Count - start)];
        Array.Fill(slice, 123f);
        var random = new PhiloxRandom(1);
        bool filled = Answers(() => initializer.InitializeSlice(slice, start, shape, random), initializer, shape);
        random.Position.Should().Be(filled ? start + slice.Length : 0, "{0}, {1}", initializer, shape);
        slice.Where(weight => filled ? !float.IsFinite(weight) : weight != 123).Should().BeEmpty("{0}, {1}", initializer, shape);
    }

    /// <summary>Whether the call returns; otherwise it must throw the documented exception, which names the shape.</summary>
    private static bool Answers(Action ask, IWeightInitializer initializer, TensorShape shape)
    {
        try
        {
            ask();
            return true;
        }
        catch (ArgumentException refused)
        {
            if (refused.ParamName != "shape")
                throw new InvalidOperationException($"{initializer} of {shape} names {refused.ParamName}.", refused);
            return false;
        }
        catch (Exception other) when (other is not InvalidOperationException)
        {
            throw new InvalidOperationException($"{initializer} of {shape} throws what is not documented.", other);
        }
    }

    private static IEnumerable<long[]> All(int rank) =>
        rank == 0 ? [[]] : All(rank - 1).SelectMany(_ => Extents, (before, extent) => (long[])[.. before, extent]);

    private static IEnumerable<long[]> Some(int rank) =>
        from axis in Enumerable.Range(0, rank)
        from extent in Extents
        from others in (long[])[1, 2]
        select Enumerable.Range(0, rank).Select(at => at == axis ? extent : at % 3 == 0 ? others : 1).ToArray();

    // All factors are powers of two, so that the product is exact.
    private static bool IsShape(long[] dimensions) =>
        dimensions.Aggregate(1.0, (product, extent) => product * Math.Max(extent, 1)) < Math.ScaleB(1, 63);
}
