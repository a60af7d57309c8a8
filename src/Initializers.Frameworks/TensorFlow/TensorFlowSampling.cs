using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Initializers.Frameworks;

/// <summary>
/// TensorFlow's distributions from a Philox stream: uniforms and Box-Muller normals, sine first. Every step is rounded to the type.
/// </summary>
internal static class TensorFlowSampling<T, TType>
    where T : unmanaged
    where TType : struct, ITensorType<T>
{
    private const int Chunk = PhiloxCounter.Chunk, Blocks = Chunk / BlockOrder.Words;

    /// <summary>Truncated normals come in fours, each from its own stream, which starts this many blocks after the previous one.</summary>
    private const int Four = 4, Stride = 256;

    /// <summary>The largest distance of a normal from the mean, in deviations: sqrt(-2 ln 1e-7).</summary>
    private const double Farthest = 5.68;

    /// <summary>Refuses bounds that are not finite in the type, or whose distance is not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A bound or the distance is not finite.</exception>
    public static void CheckUniform(double low, double high)
    {
        double from = Guard.FiniteAs(Constant(low), low), to = Guard.FiniteAs(Constant(high), high);
        Guard.DistanceAs(R(to - from), low, high);
    }

    /// <summary>Refuses a mean and a deviation that are not finite in the type, or whose values might not be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number or a value is not finite.</exception>
    public static void CheckNormal(double mean, double stddev, double farthest = Farthest)
    {
        double middle = Guard.FiniteAs(Constant(mean), mean), deviation = Guard.FiniteAs(Constant(stddev), stddev);
        Guard.ReachAs(R(Math.Abs(middle) + farthest * Math.Abs(deviation)), mean, stddev, farthest);
    }

    public static void Uniform(PhiloxCounter stream, Span<T> destination, double low, double high)
    {
        double from = Constant(low);
        if (TType.IsDouble) TensorFlowDoubles.Uniform(stream, MemoryMarshal.Cast<T, double>(destination), low, high);
        else Draw(stream, destination, new Stretched(new(R(Constant(high) - from), from)), isNormal: false);
    }

    public static void Normal(PhiloxCounter stream, Span<T> destination, double mean, double deviation)
    {
        if (TType.IsDouble) TensorFlowDoubles.Normal(stream, MemoryMarshal.Cast<T, double>(destination), mean, deviation);
        else Draw(stream, destination, new Moved(new(Constant(deviation), Constant(mean))), isNormal: true);
    }

    /// <summary>Normals within two deviations of the mean.</summary>
    public static void TruncatedNormal(PhiloxCounter stream, Span<T> destination, double mean, double deviation)
    {
        if (TType.IsDouble) TensorFlowDoubles.TruncatedNormal(stream, MemoryMarshal.Cast<T, double>(destination), mean, deviation);
        else DrawTruncated(stream, destination, new Moved(new(Constant(deviation), Constant(mean))));
    }

    /// <summary>Draws words or normals and maps them.</summary>
    private static void Draw<TMap>(PhiloxCounter stream, Span<T> destination, TMap map, bool isNormal)
        where TMap : struct, IVectorMap<float>
    {
        Span<float> drawn = stackalloc float[Chunk], values = stackalloc float[Chunk];
        for (; !destination.IsEmpty; stream = stream.After(Blocks))
        {
            int count = Math.Min(Chunk, destination.Length);
            Span<float> groups = drawn[..BlockOrder.Whole(count)];
            stream.FillGroups(MemoryMarshal.Cast<float, uint>(groups));
            if (isNormal) TensorFlowNormals.Transform(groups);
            VectorMap.Apply(groups, map);
            BlockOrder.Arrange(MemoryMarshal.Cast<float, uint>(groups), MemoryMarshal.Cast<float, uint>(values));
            TensorType<T, TType>.Round(values[..count], destination);
            destination = destination[count..];
        }
    }

    /// <summary>Draws a block for each four values, and further blocks for the fours that are not complete, until all are.</summary>
    private static void DrawTruncated(PhiloxCounter stream, Span<T> destination, Moved map)
    {
        Span<float> drawn = stackalloc float[Chunk], values = stackalloc float[Chunk];
        Span<int> pending = stackalloc int[Blocks], kept = stackalloc int[Blocks];
        for (; !destination.IsEmpty; stream = stream.After(Blocks * Stride))
        {
            int count = Math.Min(Chunk, destination.Length), left = (count + Four - 1) / Four;
            kept.Clear();
            for (int i = 0; i < left; i++) pending[i] = i;
            for (ulong block = 0; left > 0; block++)
            {
                Span<float> groups = drawn[..BlockOrder.Whole(Four * left)];
                for (int i = 0; i < left; i++)
                    stream.After((ulong)pending[i] * Stride + block).PutBlock(MemoryMarshal.Cast<float, uint>(groups), i);
                TensorFlowNormals.Transform(groups);
                left = Keep(groups, pending[..left], kept, values);
            }
            VectorMap.Apply(values[..count], map);
            TensorType<T, TType>.Round(values[..count], destination);
            destination = destination[count..];
        }
    }

    /// <summary>
    /// Keeps the normals within the bounds, each for the four that drew its block; moves the fours that are still pending to the front, and
    /// returns their number.
    /// </summary>
    private static int Keep(ReadOnlySpan<float> groups, Span<int> pending, Span<int> kept, Span<float> values)
    {
        int left = 0;
        for (int i = 0; i < pending.Length; i++)
        {
            int four = pending[i];
            for (int word = 0; word < BlockOrder.Words && kept[four] < Four; word++)
            {
                float value = groups[BlockOrder.Position(i, word)];
                if (MathF.Abs(value) < 2) values[Four * four + kept[four]++] = value;
            }
            if (kept[four] < Four) pending[left++] = four;
        }
        return left;
    }

    private static double Constant(double value) => TensorType<T, TType>.Constant(value);

    private static double R(double value) => TensorType<T, TType>.Rounded(value);

    /// <summary>Maps as many low bits of a word as the type's fraction to [0, 1), and moves the result.</summary>
    private readonly struct Stretched(Affine<T, TType> affine) : IVectorMap<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Invoke(Vector256<float> words) => affine.Invoke(new LowBitsToUnit(TType.Fraction).Invoke(words));
    }

    /// <summary>Rounds a normal, and moves the result.</summary>
    private readonly struct Moved(Affine<T, TType> affine) : IVectorMap<float>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Invoke(Vector256<float> normals) => affine.Invoke(TType.Rounded(normals));
    }
}
