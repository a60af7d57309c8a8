using Initializers.Kernels;

namespace Initializers;

/// <summary>
/// The kernel with which a transposed convolution enlarges images by linear interpolation: along each axis of extent k, the triangle
/// 1 - |i - (k - 1) / 2| / ceil(k / 2), and their product over the axes, from each channel to itself.
/// </summary>
/// <remarks>
/// <para>
/// To enlarge by f, take the stride f, an extent of 2 f - f mod 2, and a padding of ceil((f - 1) / 2). In groups of one input each (depthwise), the usual case, all
/// kernels are filled; otherwise those from input d to output d of each group, and the rest is 0. Two axes give the bilinear kernel, one the linear, three the
/// trilinear one.
/// </para>
/// <para>
/// Long, Shelhamer and Darrell (2015), "Fully Convolutional Networks for Semantic Segmentation", section 3.3, <see href="https://arxiv.org/abs/1411.4038"/>, and the authors'
/// <c>surgery.py</c>. The fillers of Caffe before 2017 and of MXNet are off the centre for some extents (2, 3, 6, 7, 10, ...), Paddle's is off the first column; this one is not.
/// </para>
/// <para>Takes no random words, but moves the source as every fill does. Thread-safe: an immutable value.</para>
/// </remarks>
public sealed record BilinearInitializer : FixedInitializer
{
    /// <summary><c>Bilinear()</c>.</summary>
    public override string ToString() => "Bilinear()";

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape)
    {
        shape.Layout.CheckKernel(shape);
        PlaceFill.Run(slice, start, shape, new Triangles(shape));
    }

    private readonly struct Triangles(TensorShape shape) : IPlaceFormula
    {
        public float At(in ElementPlaces place)
        {
            if (place.Inputs > 1 && place.Input != place.Output) return 0;
            double weight = 1;
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                if (shape.Layout.RoleAt(axis, shape.Rank) != AxisRole.Kernel) continue;
                double fromCentre = Math.Abs(place[axis] - (shape[axis] - 1) / 2.0);
                weight *= 1 - fromCentre / ((shape[axis] + 1) / 2);
            }
            return (float)weight;
        }
    }
}
