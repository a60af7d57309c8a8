using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// An embedding whose vocabulary grew: its first rows are the old ones, and each new row is drawn from N(m, s C), with the mean m and the
/// covariance C of the old rows. So new tokens begin where tokens are, and take no probability from the old ones.
/// </summary>
/// <example>
/// <code>
/// // Eight more rows for a table of 100, from the normal distribution of the old ones.
/// float[] table = Init.Normal(0.02).Initialize([100, 16], new PhiloxRandom(1));
/// float[] grown = TransformerInit.GrownEmbedding(table, width: 16).Initialize(TensorShape.Embedding(108, 16), new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// For shapes <c>[rows, width]</c> with at least the old rows. With n old rows, A the old rows minus m, and u drawn from N(0, I), a new row
/// is m + sqrt(s / n) A^T u, whose covariance is s A^T A / n = s C. A row does not depend on how many there are. Takes n width operations
/// for each new row, on all cores. docs/structures-v1.md says which words a row takes.
/// </para>
/// <para>
/// Hewitt (2021), "Initializing New Word Embeddings for Pretrained Language Models",
/// <see href="https://nlp.stanford.edu/~johnhew/vocab-expansion.html"/>; the <c>mean_resizing</c> of Hugging Face's
/// <c>resize_token_embeddings</c> since transformers 4.46, with s = 1e-9, which takes the mean alone where C is not positive definite.
/// </para>
/// <para>Thread-safe: an immutable value, which holds a copy. Two are equal if the rows are, bit for bit, and s.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<GrownEmbeddingInitializer>))]
public sealed record GrownEmbeddingInitializer : ISliceInitializer, ICheckedInitializer
{
    private readonly float[] _rows;
    private readonly int _width;
    private readonly double[] _mean;

    /// <summary>An embedding that begins with the old rows.</summary>
    /// <param name="rows">The old rows, in row-major order; finite; copied.</param>
    /// <param name="width">The number of elements of a row, at least 1.</param>
    /// <param name="covarianceScale">The factor s of the covariance of new rows, at least 0; at 0 new rows are the mean.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, their number is not whole, a value is not finite, the width is below 1, or the scale is negative, not finite, or
    /// so large that the largest values would overflow.
    /// </exception>
    public GrownEmbeddingInitializer(ReadOnlySpan<float> rows, long width, double covarianceScale = 1e-9)
    {
        CovarianceScale = Guard.NotNegative(covarianceScale);
        if (rows.Length == 0 || rows.Length % Guard.Positive(width) != 0)
            throw new ArgumentException(
                Invariant($"rows must have a multiple of {width} elements, the width, and some, but had {rows.Length}."), nameof(rows));
        for (int i = 0; i < rows.Length; i++) Guard.Finite(rows[i], nameof(rows));
        (_rows, _width, _mean) = (rows.ToArray(), (int)width, new double[width]);
        for (int i = 0; i < _rows.Length; i++) _mean[i % _width] += _rows[i];
        for (int i = 0; i < _width; i++) _mean[i] /= Rows;
        double reach = OctaveQuantile.Largest * Math.Sqrt(CovarianceScale / Rows);
        double[] sums = new double[_width];
        double rounding = Math.ScaleB(Rows, -52); // of sums of so many products, relative to their magnitudes
        for (int i = 0; i < _rows.Length; i++)
            sums[i % _width] += Math.Abs(_rows[i] - _mean[i % _width]) + rounding * (Math.Abs(_rows[i]) + Math.Abs(_mean[i % _width]));
        for (int i = 0; i < _width; i++)
        {
            if (!float.IsFinite((float)(Math.Abs(_mean[i]) + reach * sums[i])))
                throw new ArgumentOutOfRangeException(
                    nameof(covarianceScale), covarianceScale,
                    Invariant($"covarianceScale must lead to finite rows, but was {covarianceScale}."));
        }
    }

    /// <summary>The number of old rows.</summary>
    public long Rows => _rows.Length / _width;

    /// <summary>The number of elements of a row.</summary>
    public long Width => _width;

    /// <summary>The factor of the covariance of new rows.</summary>
    public double CovarianceScale { get; }

    private ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(_rows.AsSpan());

    /// <summary>Whether the rows are equal, bit for bit, and the factor of the covariance.</summary>
    /// <param name="other">The other initializer.</param>
    public bool Equals(GrownEmbeddingInitializer? other) =>
        other is not null && _width == other._width && CovarianceScale == other.CovarianceScale && Bytes.SequenceEqual(other.Bytes);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(CovarianceScale);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary><c>GrownEmbedding(50257 rows of 768, covarianceScale: 1E-09)</c>, which is not read back.</summary>
    public override string ToString() => Invariant($"GrownEmbedding({Rows} rows of {Width}, covarianceScale: {CovarianceScale})");

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.FillArguments(weights.Length, shape, random)) return;
        Check(shape);
        if (random is IRandomBitSource words) FillSlice(weights, 0, words);
        else
        {
            uint[] seeds = new uint[shape[0] - Rows];
            foreach (ref uint seed in seeds.AsSpan()) seed = random.NextUniformSeed();
            Fill(weights, 0, Rows, seeds, random.MaxDegreeOfParallelism);
        }
    }

    /// <inheritdoc/>
    public void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random)
    {
        Guard.SliceArguments(start, slice.Length, shape, random);
        Check(shape);
        if (slice.IsEmpty) random.Skip(start);
        else FillSlice(slice, start, random);
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => Check(shape);

    private void Check(in TensorShape shape)
    {
        if (shape.Rank != 2 || shape[1] != Width || shape[0] < Rows)
            throw new ArgumentException(
                Invariant($"shape must be [rows, {Width}] with at least {Rows} rows, the old ones, but was {shape}."), nameof(shape));
    }

    /// <summary>Fills a slice that is not empty; the source is at element 0.</summary>
    private void FillSlice(Span<float> slice, long start, IRandomBitSource random)
    {
        long end = start + slice.Length, first = Math.Max(Rows, start / _width), after = (end + _width - 1) / _width, at = 0;
        uint[] seeds = new uint[Math.Max(0, after - first)];
        for (int i = 0; i < seeds.Length; i++)
        {
            random.Skip((first + i) * _width - at);
            random.NextBits(seeds.AsSpan(i, 1));
            at = (first + i) * _width + 1;
        }
        random.Skip(end - at);
        Fill(slice, start, first, seeds, random.MaxDegreeOfParallelism);
    }

    /// <summary>Copies old rows, and draws new ones from their seeds.</summary>
    private unsafe void Fill(Span<float> slice, long start, long first, uint[] seeds, int threads)
    {
        int copied = (int)Math.Clamp(_rows.Length - start, 0, slice.Length);
        if (copied > 0) _rows.AsSpan((int)start, copied).CopyTo(slice);
        fixed (float* pinned = slice)
            WorkItems<double>.Run(new NewRows(this, pinned, slice.Length, start, first, seeds), threads);
    }

    /// <summary>The elements of a new row.</summary>
    /// <param name="seed">The seed of the row.</param>
    /// <param name="number">The number of the row.</param>
    /// <param name="row">The sums, in and out 0 to the row.</param>
    private void Draw(uint seed, long number, Span<double> row)
    {
        using var noise = new Rented<float>((int)Rows);
        var random = new PhiloxRandom((long)seed).Fork(number);
        random.MaxDegreeOfParallelism = 1;
        random.NextNormal(noise.Span, 0, 1);
        row.Clear();
        double sum = 0;
        for (int i = 0; i < noise.Span.Length; i++)
        {
            sum += noise.Span[i];
            AddTo(row, noise.Span[i], _rows.AsSpan(i * _width, _width));
        }
        double factor = Math.Sqrt(CovarianceScale / Rows);
        for (int i = 0; i < row.Length; i++) row[i] = _mean[i] + factor * (row[i] - sum * _mean[i]);
    }

    /// <summary>Adds a multiple of a row to sums: a product and a sum for each element, so that the bits are those of any vector.</summary>
    private static void AddTo(Span<double> sums, double factor, ReadOnlySpan<float> row)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(sums);
        ReadOnlySpan<Vector<float>> values = MemoryMarshal.Cast<float, Vector<float>>(row);
        for (int i = 0; i < values.Length; i++)
        {
            Vector.Widen(values[i], out Vector<double> low, out Vector<double> high);
            vectors[2 * i] += factor * low;
            vectors[2 * i + 1] += factor * high;
        }
        for (int i = values.Length * Vector<float>.Count; i < row.Length; i++) sums[i] += factor * row[i];
    }

    /// <summary>The new rows of a slice, each a piece of work.</summary>
    private readonly unsafe struct NewRows(
        GrownEmbeddingInitializer initializer, float* slice, int length, long start, long first, uint[] seeds) : IWorkItems<double>
    {
        public int Count => seeds.Length;

        public int MemoryLength => initializer._width;

        public void Do(int item, Span<double> memory)
        {
            long number = first + item, begin = number * initializer._width - start;
            initializer.Draw(seeds[item], number, memory);
            var target = new Span<float>(slice, length);
            int from = (int)Math.Max(0, -begin), to = (int)Math.Min(memory.Length, length - begin);
            for (int i = from; i < to; i++) target[(int)(begin + i)] = (float)memory[i];
        }
    }
}
