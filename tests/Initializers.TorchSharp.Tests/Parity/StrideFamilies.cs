using Initializers.Frameworks;
using static TorchSharp.torch;

namespace Initializers.TorchSharp.Tests.Parity;

/// <summary>Views with strides of all kinds: PyTorch draws along the loops over them, not by index.</summary>
internal static class StrideFamilies
{
    private const int Longest = 8;

    /// <summary>Every pair of strides up to 8.</summary>
    public static IEnumerable<Comparison> Pairs() =>
        from shape in (long[][])[[2, 2], [2, 3], [3, 2], [3, 4], [4, 5], [7, 3]]
        from first in Enumerable.Range(1, Longest)
        from second in Enumerable.Range(1, Longest)
        from comparison in Strided(shape, [first, second])
        select comparison;

    /// <summary>Every triple of strides up to 8, and some larger ones, between which more elements fit.</summary>
    public static IEnumerable<Comparison> Triples() =>
        from shape in (long[][])[[2, 2, 2], [2, 3, 2], [3, 2, 4], [3, 3, 3]]
        from first in Enumerable.Range(1, Longest)
        from second in Enumerable.Range(1, Longest)
        from third in Enumerable.Range(1, Longest)
        from scale in (int[])[1, 3]
        from comparison in Strided(shape, [first, second, third * scale])
        select comparison;

    /// <summary>Axes of length 1, whose strides, 0 too, do not matter.</summary>
    public static IEnumerable<Comparison> SingleElements() =>
        from one in (long[])[0, 1, 4, 100]
        from comparison in (IEnumerable<Comparison>)
        [
            .. Strided([1], [one]), .. Strided([1, 20], [one, 1]), .. Strided([20, 1], [1, one]), .. Strided([20, 1], [3, one]),
            .. Strided([3, 1, 7], [7, one, 1]), .. Strided([3, 1, 7], [1, one, 3]), .. Strided([4, 1, 3], [5, one, 2]),
            .. Strided([1, 3, 1, 4], [one, 5, one, 2]), .. Strided([1, 1], [one, one]),
        ]
        select comparison;

    /// <summary>Every order of the axes of tensors of rank 2 to 5, whole and with every second or third element along an axis.</summary>
    public static IEnumerable<Comparison> PermutedAndSliced() =>
        from extents in (long[][])[[3, 4], [5, 7], [2, 3, 4], [2, 3, 4, 5], [4, 2, 3, 2, 3]]
        from order in Orders(extents.Length)
        from axis in Enumerable.Range(-1, extents.Length + 1)
        from type in Libtorch.Types
        from comparison in Views(extents, type, whole =>
        {
            Tensor view = whole.permute(order);
            return axis < 0 ? view : view.slice(axis, axis % 2, view.shape[axis], 2 + axis % 2);
        })
        select comparison;

    public static IEnumerable<Comparison> ChannelsLast() =>
        from extents in (long[][])[[2, 3, 4, 5], [1, 3, 4, 4], [2, 1, 3, 3], [3, 2, 1, 1], [2, 3, 2, 3, 4], [4, 3, 7, 7]]
        from type in Libtorch.Types
        from comparison in Views([extents[0], .. extents[2..], extents[1]], type,
            whole => whole.permute([0, extents.Length - 1, .. Enumerable.Range(1, extents.Length - 2).Select(axis => (long)axis)]))
        select comparison;

    private static IEnumerable<Comparison> Strided(long[] shape, long[] strides)
    {
        if (!IsApart(shape, strides)) return [];
        long size = 1 + shape.Zip(strides, (extent, stride) => (extent - 1) * stride).Sum();
        return Libtorch.Types.SelectMany(type => Views([size], type, whole => whole.as_strided(shape, strides)));
    }

    private static IEnumerable<Comparison> Views(long[] whole, ScalarType type, Func<Tensor, Tensor> view)
    {
        Tensor filled = view(zeros(whole, type));
        long[] strides = filled.stride();
        string name = $"with strides [{string.Join(", ", strides)}]";
        yield return Libtorch.Fill($"uniform_ {name}", filled, tensor => tensor.uniform_(-0.3, 0.7),
            PyTorchInit.Uniform(-0.3, 0.7).WithStrides(strides), Libtorch.Seeded());
        yield return Libtorch.Fill($"normal_ {name}", filled, tensor => tensor.normal_(0.25, 0.75),
            PyTorchInit.Normal(0.25, 0.75).WithStrides(strides), Libtorch.Seeded());
    }

    /// <summary>Whether no two elements share an address.</summary>
    public static bool IsApart(long[] shape, long[] strides)
    {
        IEnumerable<long> addresses = [0];
        foreach ((long extent, long stride) in shape.Zip(strides))
            addresses = addresses.SelectMany(address => Enumerable.Range(0, (int)extent).Select(i => address + i * stride)).ToArray();
        return addresses.Distinct().Count() == addresses.Count();
    }

    private static IEnumerable<long[]> Orders(int count) => count == 0 ? [[]]
        : from order in Orders(count - 1)
          from place in Enumerable.Range(0, count)
          select (long[])[.. order[..place], count - 1, .. order[place..]];
}
