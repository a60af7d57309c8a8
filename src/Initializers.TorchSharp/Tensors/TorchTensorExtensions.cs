using static TorchSharp.torch;

namespace Initializers.TorchSharp;

/// <summary>Fills TorchSharp's tensors in place: <c>Init.HeNormal().Initialize(layer.weight, random)</c>.</summary>
/// <remarks>
/// <para>
/// Number types: float32; float64, the float values widened, except that orthogonal matrices are computed in double; float16 and bfloat16,
/// the float values rounded once. Each element gets the value of its indices in a row-major array, whatever the tensor's strides.
/// Contiguous tensors on the CPU are filled in their own memory; views with other strides and tensors on other devices through one copy on
/// the CPU.
/// </para>
/// <para>
/// Gradients are not tracked, and parameters that require them stay leaves; a backward pass through what was computed from the former
/// values fails, as after PyTorch's own functions that work in place. Tensors on the meta device, sparse ones, those of other number types
/// and views in which elements share memory are refused.
/// </para>
/// <para>
/// An initializer of <c>Initializers.Frameworks</c> draws the values of its framework for a contiguous tensor; those of TorchSharp 0.107
/// itself are from a <c>new PyTorchRandom(seed, version: PyTorchVersion.V211)</c>. PyTorch fills other tensors in the order of their
/// memory: <c>PyTorchInit.Normal().WithStrides(tensor.stride())</c> gives those.
/// </para>
/// <para>
/// As thread-safe as the initializer, the source and the tensor. All methods throw <see cref="ArgumentException"/> and leave the tensor
/// unchanged when the shape does not suit the initializer or the tensor is refused, and <see cref="ArgumentNullException"/> for null.
/// </para>
/// </remarks>
/// <example><code>
/// var random = new PhiloxRandom(42);
/// var layer = torch.nn.Linear(784, 256);
/// Init.HeNormal().Initialize(layer.weight!, random.Fork("layer.weight"));
/// Init.Zeros().Initialize(layer.bias!);
/// </code></example>
public static class TorchTensorExtensions
{
    /// <summary>Fills a tensor from the source that the initializer is bound to, otherwise from the shared one.</summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="tensor">
    /// The tensor to fill. Its axes are those of <see cref="WeightLayout.OutIn"/>, <c>[out, in / groups, *kernel]</c>, as PyTorch stores
    /// them.
    /// </param>
    /// <returns>The tensor.</returns>
    public static Tensor Initialize(this IWeightInitializer initializer, Tensor tensor)
    {
        TensorShape shape = ShapeOf(initializer, tensor);
        return Fill(initializer, tensor, shape, null, nameof(tensor), nameof(initializer));
    }

    /// <summary>Fills a tensor.</summary>
    /// <inheritdoc cref="Initialize(IWeightInitializer, Tensor)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="tensor">
    /// The tensor to fill. Its axes are those of <see cref="WeightLayout.OutIn"/>, <c>[out, in / groups, *kernel]</c>, as PyTorch stores
    /// them.
    /// </param>
    /// <param name="random">The source to draw from.</param>
    public static Tensor Initialize(this IWeightInitializer initializer, Tensor tensor, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Fill(initializer, tensor, ShapeOf(initializer, tensor), random, nameof(tensor), nameof(random));
    }

    /// <inheritdoc cref="Initialize(IWeightInitializer, Tensor, IRandomSource)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="tensor">The tensor to fill.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static Tensor Initialize(this IWeightInitializer initializer, Tensor tensor, Seed seed)
    {
        TensorShape shape = ShapeOf(initializer, tensor);
        return Fill(initializer, tensor, shape, seed.SourceFor(initializer), nameof(tensor), nameof(seed));
    }

    /// <summary>
    /// Fills a tensor whose shape says more than its dimensions, from the source that the initializer is bound to, otherwise from the
    /// shared one.
    /// </summary>
    /// <param name="initializer">The initializer.</param>
    /// <param name="tensor">The tensor to fill.</param>
    /// <param name="shape">The tensor's dimensions, and what its axes mean: layout, groups, blocks, fans.</param>
    /// <returns>The tensor.</returns>
    public static Tensor Initialize(this IWeightInitializer initializer, Tensor tensor, TensorShape shape)
    {
        Check(initializer, tensor, shape);
        return Fill(initializer, tensor, shape, null, nameof(shape), nameof(initializer));
    }

    /// <summary>Fills a tensor whose shape says more than its dimensions.</summary>
    /// <inheritdoc cref="Initialize(IWeightInitializer, Tensor, TensorShape)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="tensor">The tensor to fill.</param>
    /// <param name="shape">The tensor's dimensions, and what its axes mean: layout, groups, blocks, fans.</param>
    /// <param name="random">The source to draw from.</param>
    public static Tensor Initialize(this IWeightInitializer initializer, Tensor tensor, TensorShape shape, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Check(initializer, tensor, shape);
        return Fill(initializer, tensor, shape, random, nameof(shape), nameof(random));
    }

    /// <inheritdoc cref="Initialize(IWeightInitializer, Tensor, TensorShape, IRandomSource)"/>
    /// <param name="initializer">The initializer.</param>
    /// <param name="tensor">The tensor to fill.</param>
    /// <param name="shape">The tensor's dimensions, and what its axes mean: layout, groups, blocks, fans.</param>
    /// <param name="seed">A number, or a <see cref="Random"/>. The same number gives the same weights: see <see cref="Seed"/>.</param>
    public static Tensor Initialize(this IWeightInitializer initializer, Tensor tensor, TensorShape shape, Seed seed)
    {
        Check(initializer, tensor, shape);
        return Fill(initializer, tensor, shape, seed.SourceFor(initializer), nameof(shape), nameof(seed));
    }

    private static TensorShape ShapeOf(IWeightInitializer initializer, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        TensorGuard.Filled(tensor);
        return TensorGuard.ShapeOf(tensor);
    }

    private static void Check(IWeightInitializer initializer, Tensor tensor, in TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        TensorGuard.Filled(tensor);
        TensorGuard.SameDimensions(tensor, shape);
    }

    private static Tensor Fill(
        IWeightInitializer initializer, Tensor tensor, TensorShape shape, IRandomSource? random, string shapeName, string sourceName)
    {
        TensorType.Do(tensor, new TensorFill(initializer, tensor, shape, random, shapeName, sourceName));
        return tensor;
    }

    /// <summary>A fill from a source, or from that of the initializer; errors name the parameters that these were made from.</summary>
    private readonly record struct TensorFill(
        IWeightInitializer Initializer, Tensor Tensor, TensorShape Shape, IRandomSource? Random, string ShapeName, string SourceName)
        : ITypedWork
    {
        public void Do<T>() where T : unmanaged
        {
            IRandomSource source = Random ?? CallerNames.SourceFor<T>(Initializer, Shape, ShapeName);
            using var memory = new TensorMemory<T>(Tensor);
            memory.Fill(this with { Random = source }, static (weights, fill) => CallerNames.FillAs(
                fill.Initializer, weights, fill.Shape, fill.Random!, fill.SourceName, fill.ShapeName));
        }
    }
}
