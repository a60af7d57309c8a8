namespace Initializers;

/// <summary>The axis of a weight tensor that holds the inputs, or the outputs, of a layer.</summary>
/// <param name="Axis">Which axis.</param>
/// <param name="PerGroup">Channels of one group.</param>
/// <param name="OfOneGroup">Whether the axis holds the channels of one group only, as <c>in/groups</c> does, and not those of all.</param>
internal readonly record struct ChannelAxis(int Axis, long PerGroup, bool OfOneGroup)
{
    /// <summary>Where a group begins along the axis.</summary>
    public long StartOf(long group) => OfOneGroup ? 0 : group * PerGroup;
}
