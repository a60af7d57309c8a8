using Initializers;
using MathNet.Numerics.LinearAlgebra;

namespace PackageConsumer;

/// <summary>Checks what users rely on when filling a layer.</summary>
internal static class WeightChecks
{
    private static readonly TensorShape Shape = TensorShape.Linear(inputs: 784, outputs: 256);

    public static IEnumerable<Check> All()
    {
        float[] weights = Init.HeNormal().Initialize(Shape, new PhiloxRandom(42));
        double deviation = Math.Sqrt(weights.Average(weight => (double)weight * weight));
        yield return new Check("a layer of 784 inputs and 256 outputs has 200,704 weights", weights.Length == 200_704);
        yield return new Check("their standard deviation is sqrt(2 / 784), to 1%", Math.Abs(deviation / Math.Sqrt(2.0 / 784) - 1) < 0.01);

        float[] again = Init.HeNormal().Initialize(Shape, new PhiloxRandom(42)),
            other = Init.HeNormal().Initialize(Shape, new PhiloxRandom(43));
        yield return new Check("the same seed gives the same weights", Same(weights, again));
        yield return new Check("another seed gives different weights", !Same(weights, other));

        float[] slice = new float[1000];
        Init.HeNormal().InitializeSlice(slice, start: 12_345, Shape, new PhiloxRandom(42));
        yield return new Check("a slice equals that part of the whole", Same(weights.AsSpan(12_345, 1000), slice));

        SeededInitializer seeded = Init.HeNormal().WithSeed(42);
        float[] first = seeded.Initialize(Shape), second = seeded.Initialize(Shape);
        float[] forked = Init.HeNormal().Initialize(Shape, new PhiloxRandom(42).Fork(1));
        yield return new Check("two layers from one seeded initializer differ", !Same(first, second));
        yield return new Check("the second of them draws from Fork(1)", Same(second, forked));

        Matrix<float> matrix = Init.HeNormal().InitializeMatrix<float>(Shape, new PhiloxRandom(42));
        yield return new Check("a matrix of MathNet.Numerics has a row for each output", Same(weights, matrix.ToRowMajorArray()));

        uint[] word = new uint[1];
        new PhiloxRandom(0).NextBits(word);
        yield return new Check("the first word of seed 0 is 0x6627E8D5, as published for Philox4x32-10", word[0] == 0x6627E8D5);
    }

    private static bool Same(ReadOnlySpan<float> left, ReadOnlySpan<float> right) => left.SequenceEqual(right);
}
