namespace Initializers;

/// <summary>Which element is the centre of a kernel along an axis. An odd extent has one in the middle; an even one has two.</summary>
public enum KernelCentre
{
    /// <summary>
    /// Element extent / 2, the later of two: PyTorch's <c>dirac_</c>, and convolutions that pad before at least as much as after.
    /// </summary>
    Later,

    /// <summary>
    /// Element (extent - 1) / 2, the earlier of two: "same" padding in Keras, TensorFlow and JAX, which puts the odd one behind.
    /// </summary>
    Earlier,
}

internal static class KernelCentres
{
    /// <summary>The index of the centre along an axis.</summary>
    public static long Of(this KernelCentre centre, long extent) => centre == KernelCentre.Later ? extent / 2 : (extent - 1) / 2;

    /// <summary>How far the centre tap is from the first one in memory.</summary>
    public static long OffsetIn(this KernelCentre centre, in TensorShape shape)
    {
        long offset = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) == AxisRole.Kernel) offset += centre.Of(shape[axis]) * shape.StrideOf(axis);
        }
        return offset;
    }
}
