using System.Reflection;
using MathNet.Numerics;
using MathNet.Numerics.Differentiation;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Financial;
using MathNet.Numerics.IntegralTransforms;
using MathNet.Numerics.Integration;
using MathNet.Numerics.Interpolation;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.LinearAlgebra.Solvers;
using MathNet.Numerics.LinearAlgebra.Storage;
using MathNet.Numerics.LinearRegression;
using MathNet.Numerics.OdeSolvers;
using MathNet.Numerics.Optimization;
using MathNet.Numerics.Random;
using MathNet.Numerics.RootFinding;
using MathNet.Numerics.Statistics;

namespace Initializers.Tests;

/// <summary>
/// The calls that users write, with every namespace of MathNet.Numerics imported: that this file compiles is the test
/// of its overloads, and each call is checked to do what its neighbours do.
/// </summary>
public class OverloadTests
{
    private const int Inputs = 3, Outputs = 2;

    private static readonly float[] Expected = Init.HeNormal().Initialize([2, 3], new PhiloxRandom(42));

    [Fact]
    public void Seeds_OfEveryIntegerType_FindTheirOverload()
    {
        int fromInt = 42;
        long fromLong = 42;
        ulong fromUlong = 42;
        uint fromUint = 42;
        byte fromByte = 42;
        PhiloxRandom[] sources = [new(42), new(42L), new(42UL), new(42u),
            new(fromInt), new(fromLong), new(fromUlong), new(fromUint), new(fromByte)];
        sources.Should().OnlyContain(random => random.Seed == 42);
        SeededInitializer[] seeded = [Init.Zeros().WithSeed(42), Init.Zeros().WithSeed(fromLong),
            Init.Zeros().WithSeed(fromUlong), Init.Zeros().WithSeed(fromUint), Init.Zeros().WithSeed(-42)];
        seeded[..^1].Should().OnlyContain(initializer => initializer.Seed == 42);
        PhiloxState[] forks = [sources[0].Fork(42).State, sources[0].Fork(fromLong).State,
            sources[0].Fork(fromUlong).State, sources[0].Fork(fromInt).State];
        forks.Should().OnlyContain(state => state == forks[0]);
    }

    [Fact]
    public void Shapes_WrittenInPlace_FindTheirOverload()
    {
        IWeightInitializer initializer = Init.HeNormal();
        long inputs = Inputs;
        initializer.Initialize([Outputs, Inputs], new PhiloxRandom(42)).Should().Equal(Expected);
        initializer.Initialize([Outputs, inputs], new PhiloxRandom(42)).Should().Equal(Expected);
        initializer.Initialize(new[] { 2, 3 }, new PhiloxRandom(42)).Should().Equal(Expected);
        initializer.Initialize(TensorShape.Linear(inputs: Inputs, outputs: Outputs), new PhiloxRandom(42)).Should().Equal(Expected);
        initializer.Initialize([Outputs, Inputs]).Should().HaveCount(6);
        initializer.WithSeed(42).Initialize([Outputs, Inputs]).Should().HaveCount(6);
        Init.Zeros().Initialize([Outputs]).Should().Equal(0, 0);
    }

    [Fact]
    public void Buffers_OfEveryKind_FindTheirOverload()
    {
        IWeightInitializer initializer = Init.HeNormal();
        float[] array = new float[6], fromMemory = new float[6], fromSpan = new float[6];
        double[] doubles = new double[6];
        Half[] halves = new Half[6];
        float[,] matrix = new float[2, 3], shaped = new float[2, 3];
        double[,] doubleMatrix = new double[2, 3];
        Span<float> onStack = stackalloc float[6];

        initializer.Initialize(array, [2, 3], new PhiloxRandom(42));
        initializer.Initialize(fromMemory.AsMemory(), [2, 3], new PhiloxRandom(42));
        initializer.Initialize(fromSpan.AsSpan(), [2, 3], new PhiloxRandom(42));
        initializer.Initialize(onStack, [2, 3], new PhiloxRandom(42));
        initializer.Initialize(doubles, [2, 3], new PhiloxRandom(42));
        initializer.Initialize(halves, [2, 3], new PhiloxRandom(42));
        initializer.Initialize(matrix, new PhiloxRandom(42));
        initializer.Initialize(shaped, [2, 3], new PhiloxRandom(42));
        initializer.Initialize(doubleMatrix, new PhiloxRandom(42));

        array.Should().Equal(Expected);
        fromMemory.Should().Equal(Expected);
        fromSpan.Should().Equal(Expected);
        onStack.ToArray().Should().Equal(Expected);
        doubles.Should().Equal(Expected.Select(weight => (double)weight));
        halves.Should().Equal(Expected.Select(weight => (Half)weight));
        matrix.Cast<float>().Should().Equal(Expected);
        shaped.Cast<float>().Should().Equal(Expected);
        doubleMatrix.Cast<double>().Should().Equal(Expected.Select(weight => (double)weight));
    }

    [Fact]
    public void Buffers_WithoutASource_FindTheirOverload()
    {
        SeededInitializer Seeded() => Init.HeNormal().WithSeed(42);
        float[] expected = Seeded().Initialize([2, 3]);
        float[] array = new float[6], fromMemory = new float[6];
        double[] doubles = new double[6];
        Half[] halves = new Half[6];
        float[,] matrix = new float[2, 3], shaped = new float[2, 3];

        Seeded().Initialize(array, [2, 3]);
        Seeded().Initialize(fromMemory.AsMemory(), [2, 3]);
        Seeded().Initialize(doubles, [2, 3]);
        Seeded().Initialize(halves, [2, 3]);
        Seeded().Initialize(matrix);
        Seeded().Initialize(shaped, [2, 3]);

        array.Should().Equal(expected);
        fromMemory.Should().Equal(expected);
        doubles.Should().Equal(expected.Select(weight => (double)weight));
        halves.Should().Equal(expected.Select(weight => (Half)weight));
        matrix.Cast<float>().Should().Equal(expected);
        shaped.Cast<float>().Should().Equal(expected);
    }

    [Fact]
    public void Matrices_OfAnotherForm_AreRefused()
    {
        Init.HeNormal().Initialize(new float[64, 147], [64, 3, 7, 7], new PhiloxRandom(1));
        Init.HeNormal().Initialize(new float[192, 49], [64, 3, 7, 7], new PhiloxRandom(1));
        ((Action)(() => Init.HeNormal().Initialize(new float[3, 2], [2, 3]))).Should().Throw<ArgumentException>()
            .WithMessage("weights must have the leading axes of the shape [2, 3] (out, in) as rows*such as 2 by 3, but was 3 by 2.*")
            .WithParameterName("weights");
        ((Action)(() => Init.HeNormal().Initialize(new float[2, 2], [2, 3])))
            .Should().Throw<ArgumentException>().WithParameterName("weights");
        ((Action)(() => Init.HeNormal().Initialize((float[,])null!))).Should().Throw<ArgumentNullException>().WithParameterName("weights");
        ((Action)(() => Init.Zeros().Initialize([1L << 40, 3])))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("*with 3298534883328 elements. Fill a larger parameter in slices.*")
            .WithParameterName("shape");
    }

    [Fact]
    public void TypeNames_OfBothLibraries_AreDifferent()
    {
        static IEnumerable<string> Names(Assembly assembly) => assembly.GetExportedTypes().Select(type => type.Name);
        Names(typeof(Init).Assembly).Should().NotIntersectWith(Names(typeof(Constants).Assembly));
    }
}
