using Initializers.Diagnostics;
using static TorchSharp.torch;
using Module = TorchSharp.torch.nn.Module;

namespace Initializers.TorchSharp;

/// <summary>Statistics of the weights of TorchSharp's tensors and modules.</summary>
/// <example>
/// <code>
/// using Linear layer = torch.nn.Linear(784, 256);
/// Init.HeNormal().Initialize(layer.weight!, 42);
/// Console.WriteLine(WeightStatistics.Of(layer.weight!).Check(Init.HeNormal()).IsFine);
/// foreach ((string name, WeightStatistics statistics) in WeightStatistics.Of(layer)) Console.WriteLine($"{name}: {statistics}");
/// </code>
/// </example>
/// <remarks>As thread-safe as the module.</remarks>
public static class TorchWeightExtensions
{
    extension(WeightStatistics)
    {
        /// <summary>Computes the statistics of a tensor; of other number types than float32 those of its values as floats.</summary>
        /// <param name="tensor">The tensor.</param>
        /// <param name="shape">
        /// Its dimensions, and what its axes mean; defaults to <see cref="WeightLayout.OutIn"/>, <c>[out, in, *kernel]</c>.
        /// </param>
        /// <param name="orthogonality">
        /// Whether to compute <see cref="WeightStatistics.OrthogonalityError"/>, which takes as long as a product of the matrix with
        /// itself.
        /// </param>
        /// <param name="cancellation">
        /// Cancels the computation of <see cref="WeightStatistics.SpectralNorm"/>, which takes seconds for millions of weights.
        /// </param>
        /// <exception cref="ArgumentNullException"><paramref name="tensor"/> is null.</exception>
        /// <exception cref="ArgumentException">
        /// The shape has other dimensions, or the tensor is empty, disposed, sparse or on the meta device.
        /// </exception>
        /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
        public static WeightStatistics Of(
            Tensor tensor, TensorShape? shape = null, bool orthogonality = false, CancellationToken cancellation = default)
        {
            TensorGuard.Memory(tensor);
            if (shape is { } given) TensorGuard.SameDimensions(tensor, given);
            if (tensor.numel() == 0) throw new ArgumentException("tensor must have at least one element, but had none.", nameof(tensor));
            using var values = new TensorValues();
            return WeightStatistics.Of(values.Of(tensor).Span, shape ?? TensorGuard.ShapeOf(tensor), orthogonality, cancellation);
        }

        /// <summary>
        /// Computes the statistics of all parameters of a module, each once under its first name, with what the kind of its layer says of
        /// its shape.
        /// </summary>
        /// <param name="module">The module. Empty parameters are left out.</param>
        /// <param name="orthogonality">
        /// Whether to compute <see cref="WeightStatistics.OrthogonalityError"/>, which takes as long as a product of each matrix with
        /// itself.
        /// </param>
        /// <param name="cancellation">Cancels the work.</param>
        /// <exception cref="ArgumentNullException"><paramref name="module"/> is null.</exception>
        /// <exception cref="ArgumentException">A parameter is disposed, sparse or on the meta device.</exception>
        /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
        public static IReadOnlyList<(string Name, WeightStatistics Statistics)> Of(
            Module module, bool orthogonality = false, CancellationToken cancellation = default) =>
            [
                .. ModuleTensors.Of(module)
                    .Where(one => one.Parameter is { State: not ParameterState.Buffer, SharesWith: null } && one.Tensor.numel() > 0)
                    .Select(one => (one.Name, CallerNames.ForElement(
                        nameof(module), $"module must have parameters with values, but {Excerpt.Of(one.Name)} is not one",
                        () => Of(one.Tensor, one.Parameter.Shape, orthogonality, cancellation)))),
            ];
    }
}
