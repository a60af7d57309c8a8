namespace Initializers;

/// <summary>
/// Recipes for recurrent networks. Packed gates are in the order input, forget, cell, output, as in Keras and PyTorch.
/// </summary>
/// <example>
/// <code>
/// float[] biases = RecurrentInit.ForgetGateBias().Initialize(TensorShape.Vector(4 * 128)); // of an LSTM: the forget gate's are 1
/// float[] recurrent = RecurrentInit.IrnnRecurrent().Initialize([128, 128]);
/// </code>
/// </example>
/// <remarks>
/// For the packed matrices, <c>Init.Orthogonal()</c> with <c>TensorShape.Linear(units, 4 * units).WithBlocks(4)</c> makes the recurrent
/// matrix of each gate orthogonal. PyTorch adds two biases: use the recipe for one of them and <c>Init.Zeros()</c> for the other, or the
/// forget gate starts at 2. Thread-safe: all members return immutable values.
/// </remarks>
public static class RecurrentInit
{
    /// <summary>
    /// The bias of an LSTM's packed gates: 1 for the forget gate, which then starts by remembering, and 0 for the others.
    /// </summary>
    /// <param name="forget">The bias of the forget gate, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="forget"/> is not finite.</exception>
    /// <remarks>
    /// Gers, Schmidhuber and Cummins (2000), "Learning to Forget: Continual Prediction with LSTM",
    /// <see href="https://doi.org/10.1162/089976600300015015"/>; Jozefowicz, Zaremba and Sutskever (2015), "An Empirical Exploration of
    /// Recurrent Network Architectures", <see href="https://proceedings.mlr.press/v37/jozefowicz15.html"/>;
    /// Keras's <c>unit_forget_bias</c>.
    /// </remarks>
    public static PerBlockInitializer ForgetGateBias(double forget = 1) =>
        Init.PerBlock(Init.Zeros(), Init.Constant(Guard.Finite(forget)), Init.Zeros(), Init.Zeros());

    /// <summary>
    /// The bias of an LSTM's packed gates for memories of up to T steps: ln U[1, T - 1) for the forget gate of each unit, its negative for
    /// the input gate, and 0 for the others.
    /// </summary>
    /// <inheritdoc cref="ChronoInitializer(double)"/>
    public static ChronoInitializer Chrono(double maxSteps) => new(maxSteps);

    /// <summary>The recurrent matrix of an IRNN, a network of ReLUs: the identity or a multiple. The biases are 0.</summary>
    /// <param name="scale">The factor of the identity: below 1 for shorter memories.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not finite.</exception>
    /// <remarks>
    /// Le, Jaitly and Hinton (2015), "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units",
    /// <see href="https://arxiv.org/abs/1504.00941"/>; Keras's <c>mnist_irnn.py</c>.
    /// </remarks>
    public static IdentityInitializer IrnnRecurrent(double scale = 1) => Init.Identity(Guard.Finite(scale));

    /// <summary>The input matrix of an IRNN: N(0, 0.001^2).</summary>
    /// <remarks>Le, Jaitly and Hinton (2015), <see href="https://arxiv.org/abs/1504.00941"/>.</remarks>
    public static NormalInitializer IrnnInput() => Init.Normal(0, 0.001);
}
