using System.Numerics;
using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>The memory of the tensors that a plan fills or keeps.</summary>
internal static class ModuleMemory
{
    /// <summary>Refuses tensors that share some memory with others, but for those that are the same.</summary>
    /// <param name="tensors">What is filled or kept.</param>
    /// <param name="name">What a refusal calls the module.</param>
    /// <exception cref="ArgumentException">Two tensors share some.</exception>
    public static void Check(IEnumerable<(PlannedParameter Parameter, Tensor Tensor)> tensors, string name)
    {
        Used[] used = [.. from one in tensors
                          let range = TensorAddress.RangeOf(one.Tensor)
                          where range is not null
                          orderby range.Value.Start
                          select new Used(one.Parameter, one.Tensor, range.Value.Start, range.Value.End)];
        for (int first = 0, next = 1; first < used.Length; first = next++)
        {
            nint end = used[first].End;
            for (; next < used.Length && used[next].Start < end; next++) end = nint.Max(end, used[next].End);
            CheckElements([.. used[first..next].GroupBy(one => one.Start).SelectMany(Distinct)], end, name);
        }
    }

    /// <summary>Marks the elements of tensors whose ranges overlap, one after the other: views may interleave.</summary>
    private static void CheckElements(Used[] used, nint end, string name)
    {
        if (used.Length == 1) return;
        nint start = used[0].Start;
        var unit = (long)used.Aggregate(BigInteger.Zero, (unit, one) =>
            BigInteger.GreatestCommonDivisor(BigInteger.GreatestCommonDivisor(unit, one.Tensor.ElementSize), one.Start - start));
        using Tensor map = zeros([(end - start) / unit], ScalarType.Bool, CPU);
        for (int i = 0; i < used.Length; i++)
        {
            if (IsMarked(used[i]))
                throw PlanMemory.Overlapping(used[..i].First(other => IsMarkedBy(used[i], other)).Parameter, used[i].Parameter, name);
            Mark(used[i]);
        }

        bool IsMarkedBy(Used one, Used other)
        {
            map.zero_().Dispose();
            Mark(other);
            return IsMarked(one);
        }

        bool IsMarked(Used one)
        {
            using Tensor elements = ElementsOf(one), any = elements.any();
            return any.item<bool>();
        }

        void Mark(Used one)
        {
            using Tensor elements = ElementsOf(one);
            elements.fill_(true).Dispose();
        }

        // The last axis goes through the units of an element.
        Tensor ElementsOf(Used one)
        {
            long units = one.Tensor.ElementSize / unit;
            return map.as_strided([.. one.Tensor.shape, units],
                [.. one.Tensor.stride().Select(stride => stride * units), 1], (one.Start - start) / unit);
        }
    }

    private static List<Used> Distinct(IEnumerable<Used> sameStart)
    {
        var distinct = new List<Used>();
        foreach (Used one in sameStart)
        {
            if (!distinct.Exists(other => TensorAddress.AreSame(one.Tensor, other.Tensor))) distinct.Add(one);
        }
        return distinct;
    }

    /// <summary>A tensor and the addresses from its first element to behind its last.</summary>
    private readonly record struct Used(PlannedParameter Parameter, Tensor Tensor, nint Start, nint End);
}
