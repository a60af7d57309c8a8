namespace Initializers;

/// <summary>
/// The steps in which a kernel grows from one tap to its full extents. Each step extends it by one along one axis; the axes take turns in
/// order until all are full.
/// </summary>
/// <remarks>Holds rented memory, to be disposed of once; thread-safe until then.</remarks>
internal readonly struct KernelSteps : IDisposable
{
    private readonly Rented<KernelStep> _steps;
    private readonly Rented<int> _taps;

    /// <summary>The steps for the kernel of a shape.</summary>
    public KernelSteps(in TensorShape shape)
    {
        Span<int> extents = stackalloc int[TensorShape.MaxRank], full = stackalloc int[TensorShape.MaxRank];
        int rank = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) == AxisRole.Kernel) (extents[rank], full[rank++]) = (1, (int)shape[axis]);
        }
        (Taps, Count) = ((int)shape.Layout.ProductOf(AxisRole.Kernel, shape), (int)CountOf(shape));
        (_steps, _taps) = (new(Count), new(Count * Taps));
        int start = 0, next = 0;
        for (int grown = 1; next < Count; grown++)
        {
            for (int axis = 0; axis < rank; axis++)
            {
                if (grown >= full[axis]) continue;
                int count = ListTaps(_taps.Span[start..], extents[..rank], full);
                _steps.Span[next++] = new(start, count, Stride(full[..rank], axis), IsLater: grown % 2 == 0);
                start += count;
                extents[axis]++;
            }
        }
    }

    /// <summary>The number of steps.</summary>
    public int Count { get; }

    /// <summary>The number of taps of the full kernel.</summary>
    public int Taps { get; }

    /// <summary>The step at an index.</summary>
    public KernelStep this[int step] => _steps.Span[step];

    /// <summary>Returns the number of steps for the kernel of a shape.</summary>
    public static long CountOf(in TensorShape shape)
    {
        long count = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) == AxisRole.Kernel) count += shape[axis] - 1;
        }
        return count;
    }

    /// <summary>Returns the taps that the kernel has before a step, the last one first.</summary>
    public ReadOnlySpan<int> TapsOf(KernelStep step) => _taps.Span.Slice(step.FirstTap, step.TapCount);

    public void Dispose()
    {
        _steps.Dispose();
        _taps.Dispose();
    }

    /// <summary>Returns the stride of an axis of the full kernel.</summary>
    private static int Stride(ReadOnlySpan<int> full, int axis)
    {
        int stride = 1;
        while (++axis < full.Length) stride *= full[axis];
        return stride;
    }

    /// <summary>Lists the taps of a kernel of some extents within the full one, the last one first, and returns their number.</summary>
    private static int ListTaps(Span<int> taps, ReadOnlySpan<int> extents, ReadOnlySpan<int> full)
    {
        int count = 1;
        foreach (int extent in extents) count *= extent;
        for (int i = 0; i < count; i++)
        {
            (int tap, int stride, int index) = (0, 1, count - 1 - i);
            for (int axis = extents.Length - 1; axis >= 0; axis--)
            {
                (index, int at) = Math.DivRem(index, extents[axis]);
                tap += at * stride;
                stride *= full[axis];
            }
            taps[i] = tap;
        }
        return count;
    }
}

/// <summary>A step in which a kernel grows along one axis.</summary>
/// <param name="FirstTap">The index in the list of taps of the first one before the step.</param>
/// <param name="TapCount">The number of taps before the step.</param>
/// <param name="Stride">The stride from a tap to the next along the axis.</param>
/// <param name="IsLater">Whether the projection goes to the later of two taps, and the rest to the earlier.</param>
internal readonly record struct KernelStep(int FirstTap, int TapCount, int Stride, bool IsLater);
