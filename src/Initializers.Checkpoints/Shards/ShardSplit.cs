using static System.FormattableString;

namespace Initializers.Checkpoints;

/// <summary>The split of a checkpoint into files, as huggingface_hub does it: greedily, in order, and no tensor in two files.</summary>
/// <remarks>
/// huggingface_hub, <c>serialization/_base.py</c>, <c>split_state_dict_into_shards_factory</c>. A tensor that is larger than the limit has
/// a file of its own. One file is called <c>model.safetensors</c> and has no index.
/// </remarks>
internal static class ShardSplit
{
    /// <summary>The tensors of each file.</summary>
    /// <param name="tensors">The tensors in the order of the model.</param>
    /// <param name="bytesOf">The bytes of a tensor.</param>
    /// <param name="limit">The most bytes of tensors in a file, above 0.</param>
    public static IReadOnlyList<IReadOnlyList<T>> Split<T>(IEnumerable<T> tensors, Func<T, long> bytesOf, long limit)
    {
        var shards = new List<IReadOnlyList<T>>();
        var current = new List<T>();
        long size = 0;
        foreach (T tensor in tensors)
        {
            long bytes = bytesOf(tensor);
            if (bytes > limit)
            {
                shards.Add([tensor]);
                continue;
            }
            if (bytes > limit - size)
            {
                shards.Add(current);
                (current, size) = ([], 0);
            }
            current.Add(tensor);
            size += bytes;
        }
        if (current.Count > 0) shards.Add(current);
        return shards;
    }

    /// <summary>The name of a file.</summary>
    /// <param name="shard">Its number, from 0.</param>
    /// <param name="count">How many there are.</param>
    public static string NameOf(int shard, int count) =>
        count == 1 ? "model.safetensors" : Invariant($"model-{shard + 1:D5}-of-{count:D5}.safetensors");
}
