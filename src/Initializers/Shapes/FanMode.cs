namespace Initializers;

/// <summary>Specifies the fan that scales the weights, and with it what stays constant from layer to layer.</summary>
public enum FanMode
{
    /// <summary>Fan-in: keeps the variance of activations in the forward pass (He et al. 2015, eq. 10; LeCun et al. 1998).</summary>
    In,

    /// <summary>Fan-out: keeps the variance of gradients in the backward pass (He et al. 2015, eq. 14).</summary>
    Out,

    /// <summary>(fan-in + fan-out) / 2, never rounded to a whole number: the compromise of Glorot and Bengio (2010), eq. 12.</summary>
    Average,

    /// <summary>Fan-in + fan-out: half the variance of <see cref="Average"/>.</summary>
    Sum,

    /// <summary>
    /// sqrt(fan-in * fan-out): the geometric compromise (Defazio and Bottou 2019, "A Scaling Calculus for the Design and Initialization of
    /// ReLU Networks", <see href="https://arxiv.org/abs/1906.04267"/>).
    /// </summary>
    GeometricMean,
}

/// <summary>The fan modes under the names that Keras, JAX and PyTorch use.</summary>
/// <example>
/// <code>
/// IWeightInitializer kaiming = Init.HeNormal(FanMode.FanOut); // FanMode.Out, by PyTorch's name
/// </code>
/// </example>
/// <remarks>Thread-safe.</remarks>
public static class FanModeNames
{
    extension(FanMode)
    {
        /// <summary><see cref="FanMode.In"/>.</summary>
        public static FanMode FanIn => FanMode.In;

        /// <summary><see cref="FanMode.Out"/>.</summary>
        public static FanMode FanOut => FanMode.Out;

        /// <summary><see cref="FanMode.Average"/>.</summary>
        public static FanMode FanAvg => FanMode.Average;
    }
}
