namespace Initializers.Frameworks;

/// <summary>What Keras' STFT divides a window by.</summary>
public enum KerasScaling
{
    /// <summary><c>"density"</c>: the root of the sum of its squares.</summary>
    Density,

    /// <summary><c>"spectrum"</c>: its sum.</summary>
    Spectrum,

    /// <summary><c>None</c>: 1.</summary>
    None,
}
