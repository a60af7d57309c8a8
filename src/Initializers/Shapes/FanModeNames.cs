namespace Initializers;

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
