namespace Initializers;

/// <summary>Which fan scales the weights: what is kept constant from layer to layer.</summary>
public enum FanMode
{
    /// <summary>fan-in: keeps the variance of activations on the way forward (He et al. 2015, eq. 10; LeCun et al. 1998).</summary>
    In,

    /// <summary>fan-out: keeps the variance of gradients on the way back (He et al. 2015, eq. 14).</summary>
    Out,

    /// <summary>(fan-in + fan-out) / 2, never rounded to a whole number: the compromise of Glorot and Bengio (2010), eq. 12.</summary>
    Average,

    /// <summary>fan-in + fan-out: half the variance of <see cref="Average"/>.</summary>
    Sum,

    /// <summary>
    /// sqrt(fan-in * fan-out): the geometric compromise (Defazio and Bottou 2019, "A Scaling Calculus for the Design and Initialization of
    /// ReLU Networks", <see href="https://arxiv.org/abs/1906.04267"/>).
    /// </summary>
    GeometricMean,
}

/// <summary>The fans under the names that Keras, JAX and PyTorch give them.</summary>
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
