using CsCheck;
using Initializers.Tests.Shapes;

namespace Initializers.Tests.Schemes;

/// <summary>Slices of every kind of parameter: filled in parts, a parameter has the same weights as filled at once.</summary>
public class SliceTests
{
    /// <summary>Initializers that fill slices, by the number of elements of the parameter, which some need.</summary>
    private static readonly Dictionary<string, Func<int, ISliceInitializer>> Initializers = new()
    {
        ["Zeros"] = _ => Init.Zeros(),
        ["Uniform"] = _ => Init.Uniform(-1, 1),
        ["GlorotNormal"] = _ => Init.GlorotNormal(),
        ["HeTruncatedNormal"] = _ => Init.HeTruncatedNormal(mode: FanMode.Out),
        ["Sparse, of outputs"] = _ => Init.Sparse(0.5, 1),
        ["Sparse, of inputs"] = _ => Init.SparseConnections(2, per: SparseUnit.Input),
        ["Identity"] = _ => Init.Identity(3, shift: -1),
        ["Dirac"] = _ => Init.Dirac(shift: 2),
        ["Hadamard"] = _ => Init.Hadamard(),
        ["ZerOHadamard"] = _ => Init.ZerOHadamard(),
        ["FromArray"] = count => Init.FromArray([.. Enumerable.Range(0, count).Select(i => i / 8f)]),
        ["Scaled"] = _ => Init.HeNormal().Scaled(0.3),
        ["Masked"] = count => Init.HeNormal().Masked([.. Enumerable.Range(0, count).Select(i => i % 3 > 0)]),
        ["IcnrTransposed"] = _ => Init.IcnrTransposed(Init.HeNormal(), 2),
        ["WithSeed"] = _ => Init.Sparse(0.5).WithSeed(1).Scaled(2),
    };

    public static TheoryData<string> Names => [.. Initializers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void InitializeSlice_OfAnyShape_IsThatSliceOfTheWhole(string name)
    {
        int filled = 0;
        Gen<(TensorShape, int, int)> slices =
            from shape in ShapeGen.Any
            from start in Gen.Int[0, (int)shape.Count]
            from length in Gen.Int[0, (int)shape.Count - start]
            select (shape, start, length);
        slices.Holds((shape, start, length) =>
        {
            ISliceInitializer initializer = Initializers[name]((int)shape.Count);
            float[] slice = new float[length];
            var random = new PhiloxRandom(3);
            if (Whole(initializer, shape) is { } whole)
            {
                initializer.InitializeSlice(slice, start, shape, random);
                slice.Should().Equal(whole[start..(start + length)]);
                random.Position.Should().Be(start + length);
                Interlocked.Increment(ref filled);
            }
            else if (length > 0)
            {
                initializer.Invoking(it => it.InitializeSlice(slice, start, shape, random))
                    .Should().Throw<ArgumentException>().WithParameterName(nameof(shape));
                random.Position.Should().Be(0);
            }
        });
        filled.Should().BeGreaterThan(10);
    }

    /// <summary>Null for a shape that is refused.</summary>
    private static float[]? Whole(ISliceInitializer initializer, TensorShape shape)
    {
        try
        {
            return initializer.Initialize(shape, new PhiloxRandom(3));
        }
        catch (ArgumentException refused)
        {
            refused.ParamName.Should().Be("shape");
            return null;
        }
    }
}
