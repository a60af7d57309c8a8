using Initializers.Frameworks;

namespace Initializers.Tests.Recipes;

/// <summary>Embeddings whose vocabulary grew.</summary>
public class GrownEmbeddingTests
{
    private const int Width = 5, Old = 40;

    /// <summary>Rows whose columns depend on each other.</summary>
    private static float[] OldRows()
    {
        float[] noise = Init.Normal(0, 1).Initialize([Old, Width], new PhiloxRandom(1)), rows = new float[Old * Width];
        for (int i = 0; i < Old; i++)
        {
            for (int j = 0; j < Width; j++) rows[i * Width + j] = 3 * j + noise[i * Width + j] * (j + 1) + 0.5f * noise[i * Width];
        }
        return rows;
    }

    /// <summary>
    /// Of k new rows the mean of column j has the standard error sqrt(s C_jj / k), and the covariance of columns i and j, about the known
    /// mean, has sqrt((C_ii C_jj + C_ij^2) / k) s. Five of them: 20 comparisons each miss with probability 1e-5 together.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.25)]
    public void GrownEmbedding_NewRows_HaveTheMeanAndTheCovarianceOfTheOld(double scale)
    {
        const int New = 20_000;
        float[] old = OldRows();
        (double[] mean, double[,] covariance) = Moments(old, null);
        float[] weights = TransformerInit.GrownEmbedding(old, Width, scale).Initialize([Old + New, Width], new PhiloxRandom(7));
        weights[..old.Length].Should().Equal(old);
        (double[] newMean, double[,] newCovariance) = Moments(weights.AsSpan(old.Length), mean);
        for (int i = 0; i < Width; i++)
        {
            newMean[i].Should().BeApproximately(mean[i], 5 * Math.Sqrt(scale * covariance[i, i] / New));
            for (int j = 0; j < Width; j++)
            {
                double error = scale * Math.Sqrt((covariance[i, i] * covariance[j, j] + Math.Pow(covariance[i, j], 2)) / New);
                newCovariance[i, j].Should().BeApproximately(scale * covariance[i, j], 5 * error);
            }
        }
    }

    /// <summary>A second implementation, element by element, in the order of the formula.</summary>
    [Fact]
    public void GrownEmbedding_ANewRow_IsTheFormula()
    {
        float[] old = OldRows();
        float[] weights = TransformerInit.GrownEmbedding(old, Width, 0.5).Initialize([Old + 3, Width], new PhiloxRandom(7).Fork("wte"));
        uint[] words = new uint[(Old + 3) * Width];
        new PhiloxRandom(7).Fork("wte").NextBits(words);
        (double[] mean, _) = Moments(old, null);
        for (int row = Old; row < Old + 3; row++)
        {
            float[] noise = new float[Old];
            new PhiloxRandom(words[row * Width]).Fork(row).NextNormal(noise, 0, 1);
            for (int j = 0; j < Width; j++)
            {
                double sum = Enumerable.Range(0, Old).Sum(i => noise[i] * (old[i * Width + j] - mean[j]));
                float expected = (float)(mean[j] + Math.Sqrt(0.5 / Old) * sum), size = Math.Abs(expected);
                weights[row * Width + j].Should().BeApproximately(expected, MathF.BitIncrement(size) - size); // an ulp
            }
        }
    }

    [Fact]
    public void GrownEmbedding_SlicesThreadsAndSourcesWithoutWords_HaveTheValuesOfTheWhole()
    {
        GrownEmbeddingInitializer grown = TransformerInit.GrownEmbedding(OldRows(), Width, 1);
        TensorShape shape = [Old + 9, Width];
        var alone = new PhiloxRandom(3) { MaxDegreeOfParallelism = 1 };
        float[] whole = grown.Initialize(shape, alone);
        grown.Initialize(shape, new PhiloxRandom(3)).Should().Equal(whole);
        alone.State.Should().Be(SkippedTo(shape.Count));
        for (int start = 0; start <= whole.Length; start += 3)
        {
            foreach (int length in new[] { 0, 1, 4, 5, 23 }.Where(length => start + length <= whole.Length))
            {
                float[] slice = new float[length];
                var random = new PhiloxRandom(3);
                grown.InitializeSlice(slice, start, shape, random);
                slice.Should().Equal(whole[start..(start + length)], "from {0}, {1} elements", start, length);
                random.State.Should().Be(SkippedTo(start + length));
            }
        }
        grown.Initialize(shape, new PyTorchRandom(1)).Should().Equal(grown.Initialize(shape, new PyTorchRandom(1)))
            .And.StartWith(OldRows()).And.OnlyHaveUniqueItems();

        static object SkippedTo(long element)
        {
            var random = new PhiloxRandom(3);
            random.Skip(element);
            return random.State;
        }
    }

    [Fact]
    public void GrownEmbedding_InAPlan_GrowsAVocabulary()
    {
        float[] old = OldRows(), weights = new float[(Old + 4) * Width];
        var plan = new InitializationPlan { { "**.wte.weight", TransformerInit.GrownEmbedding(old, Width, covarianceScale: 0) } };
        plan.Resolve([("wte.weight", [Old + 4, Width])]).Initialize("wte.weight", weights, new PhiloxRandom(1));
        weights[..old.Length].Should().Equal(old);
        (double[] mean, _) = Moments(old, null);
        for (int i = old.Length; i < weights.Length; i++) weights[i].Should().Be((float)mean[i % Width]);
        plan.Invoking(its => its.Resolve([("wte.weight", [Old - 1, Width])])).Should().Throw<PlanException>()
            .WithMessage($"*shape must be [rows, {Width}] with at least {Old} rows*");
    }

    [Fact]
    public void GrownEmbedding_OtherArguments_AreRefused()
    {
        ((Action)(() => TransformerInit.GrownEmbedding([], 4))).Should().Throw<ArgumentException>().WithParameterName("rows");
        ((Action)(() => TransformerInit.GrownEmbedding([1, 2, 3], 2))).Should().Throw<ArgumentException>()
            .WithMessage("rows must have a multiple of 2 elements, the width, and some, but had 3.*").WithParameterName("rows");
        ((Action)(() => TransformerInit.GrownEmbedding([float.NaN], 1))).Should().Throw<ArgumentException>().WithParameterName("rows");
        ((Action)(() => TransformerInit.GrownEmbedding([1], 0))).Should().Throw<ArgumentException>().WithParameterName("width");
        ((Action)(() => TransformerInit.GrownEmbedding([1], 1, -1))).Should().Throw<ArgumentException>()
            .WithParameterName("covarianceScale");
        ((Action)(() => TransformerInit.GrownEmbedding([1, 3], 1, 1e80))).Should().Throw<ArgumentException>()
            .WithParameterName("covarianceScale");
        ((Action)(() => TransformerInit.GrownEmbedding(Enumerable.Repeat(1e30f, 100).ToArray(), 1, 1e120))).Should()
            .Throw<ArgumentException>().WithParameterName("covarianceScale");
        GrownEmbeddingInitializer one = TransformerInit.GrownEmbedding([1, 2], 2);
        one.Should().Be(TransformerInit.GrownEmbedding([1, 2], 2)).And.NotBe(TransformerInit.GrownEmbedding([1, 2], 1));
        one.GetHashCode().Should().Be(TransformerInit.GrownEmbedding([1, 2], 2).GetHashCode());
        one.ToString().Should().Be("GrownEmbedding(1 rows of 2, covarianceScale: 1E-09)");
    }

    /// <summary>The mean of each column, and the covariances about it, or about a known mean.</summary>
    private static (double[] Mean, double[,] Covariance) Moments(ReadOnlySpan<float> rows, double[]? known)
    {
        double[] mean = new double[Width];
        var covariance = new double[Width, Width];
        int count = rows.Length / Width;
        for (int i = 0; i < rows.Length; i++) mean[i % Width] += (double)rows[i] / count;
        double[] about = known ?? mean;
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < Width; i++)
            {
                for (int j = 0; j < Width; j++)
                    covariance[i, j] += (rows[row * Width + i] - about[i]) * (rows[row * Width + j] - about[j]) / count;
            }
        }
        return (mean, covariance);
    }
}
