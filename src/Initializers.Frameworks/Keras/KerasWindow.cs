namespace Initializers.Frameworks;

/// <summary>The windows of Keras' STFT that are covered; SciPy, which Keras asks for them, has more.</summary>
public enum KerasWindow
{
    /// <summary><c>None</c>: all times weigh 1.</summary>
    None,

    /// <summary><c>"hann"</c>: 0.5 - 0.5 cos.</summary>
    Hann,

    /// <summary><c>"hamming"</c>: 0.54 - 0.46 cos.</summary>
    Hamming,
}
