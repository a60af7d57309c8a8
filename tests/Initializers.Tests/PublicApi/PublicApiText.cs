using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Initializers.Tests.PublicApi;

/// <summary>
/// The public API of an assembly as text: one line per type and member, in ordinal order, without what the compiler adds.
/// </summary>
internal static class PublicApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All exported types of an assembly.</summary>
    public static string Of(Assembly assembly) => Of(assembly.GetExportedTypes());

    /// <summary>The given types.</summary>
    public static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (Type type in types.Where(type => !type.FullName!.Contains('<')).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (string member in Written(type).Select(Line).OfType<string>().Order(StringComparer.Ordinal))
                text.Append("    ").Append(member).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The members that are written in source.</summary>
    private static IEnumerable<MemberInfo> Written(Type type) =>
        type.GetMembers(Declared)
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member.Name != "EqualityContract");

    private static string Head(Type type)
    {
        IEnumerable<Type> bases = type.IsEnum ? [] : type.GetInterfaces().Prepend(type.BaseType!)
            .Where(other => other is not null && other.IsVisible && other != typeof(object) && other != typeof(ValueType));
        string list = string.Join(", ", bases.Select(other => ApiTypeName.Of(other)).Order(StringComparer.Ordinal));
        Type[] parameters = type.GetGenericArguments();
        string name = type.FullName!.Split('`')[0] + ApiSignature.TypeParameters(parameters);
        return $"{Kind(type)} {name}{(list.Length > 0 ? " : " + list : "")}{ApiSignature.Constraints(parameters)}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } =>
            (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref struct" : "struct"),
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when IsVisible(field.Attributes) => Field(field),
        ConstructorInfo constructor when IsVisible(constructor) =>
            $"{Modifiers(constructor)}constructor({ApiSignature.Parameters(constructor)})",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) => Property(property),
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            Method(method),
        _ => null,
    };

    private static string Field(FieldInfo field)
    {
        string type = ApiTypeName.Of(field.FieldType, new NullabilityInfoContext().Create(field));
        if (field.IsLiteral) return $"const {type} {field.Name} = {ApiSignature.Constant(field.GetRawConstantValue())}";
        return $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}field {type} {field.Name}";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo accessor = property.GetAccessors(nonPublic: true).First(IsVisible);
        string type = ApiTypeName.Of(property.PropertyType, new NullabilityInfoContext().Create(property));
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string name = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{ApiSignature.Parameters(property.GetMethod!)}]";
        return $"{Modifiers(accessor)}{required}property {type} {name} {{ {string.Join(" ", Accessors(property))} }}";
    }

    private static string Method(MethodInfo method)
    {
        Type[] parameters = method.GetGenericArguments();
        return $"{Modifiers(method)}{ApiSignature.Returned(method)} {method.Name}{ApiSignature.TypeParameters(parameters)}"
            + $"({ApiSignature.Parameters(method)}){ApiSignature.Constraints(parameters)}";
    }

    private static IEnumerable<string> Accessors(PropertyInfo property)
    {
        if (property.GetMethod is { } get && IsVisible(get)) yield return "get;";
        if (property.SetMethod is { } set && IsVisible(set))
            yield return set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit")
                ? "init;" : "set;";
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "") + (method.IsStatic ? "static " : "") + Dispatch(method);

    /// <summary>Whether a derived class may or must override a member; in an interface, whether it has a body.</summary>
    private static string Dispatch(MethodBase method) => (method.IsAbstract, method.DeclaringType!.IsInterface) switch
    {
        (true, false) => "abstract ",
        (false, true) when method.IsVirtual => "virtual ",
        (false, false) when method is { IsVirtual: true, IsFinal: false, DeclaringType.IsSealed: false } =>
            method.Attributes.HasFlag(MethodAttributes.NewSlot) ? "virtual " : "override ",
        _ => "",
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;
}
