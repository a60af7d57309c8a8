namespace Initializers.Checkpoints;

/// <summary>What to do where a folder has files of a checkpoint already.</summary>
public enum ExistingCheckpoint
{
    /// <summary>The new checkpoint takes the place of the earlier one once it is complete.</summary>
    Replace,

    /// <summary>
    /// Files of the same checkpoint that are whole, down to the hash of their bytes, are kept, and the others are written. Files of another
    /// checkpoint are refused.
    /// </summary>
    Resume,

    /// <summary>A folder that has a checkpoint is refused.</summary>
    Refuse,
}
