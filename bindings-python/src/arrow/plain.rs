//! Columns that say in another way what a plain one says: lists by views, values by runs, dictionaries of what is no text.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Int16Type, Int32Type, Int64Type, RunEndIndexType};
use arrow_array::{Array, ArrayRef, make_array, new_null_array};
use arrow_buffer::ArrowNativeType;
use arrow_data::ArrayData;
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType, FieldRef};

use super::want::is_text;

/// The plain type of what a column holds. A dictionary of texts is plain: each text is looked at once.
pub(super) fn plain_type(of: &DataType) -> DataType {
    use DataType as D;
    let field = |field: &FieldRef| Arc::new(field.as_ref().clone().with_data_type(plain_type(field.data_type())));
    match of {
        D::ListView(of) | D::List(of) => D::List(field(of)),
        D::LargeListView(of) | D::LargeList(of) => D::LargeList(field(of)),
        D::FixedSizeList(of, length) => D::FixedSizeList(field(of), *length),
        D::Struct(fields) => D::Struct(fields.iter().map(field).collect()),
        D::RunEndEncoded(_, values) => plain_type(values.data_type()),
        D::Dictionary(_, values) if !is_text(values) && **values != D::Null => plain_type(values),
        of => of.clone(),
    }
}

/// A column as one of its plain type.
pub(super) fn plain(array: ArrayRef) -> Result<ArrayRef, ArrowError> {
    use DataType as D;
    let to = plain_type(array.data_type());
    if *array.data_type() == to {
        return Ok(array);
    }
    match array.data_type() {
        D::ListView(_) => {
            let list = array.as_list_view::<i32>();
            viewed::<i32>(&array, list.values(), list.offsets(), list.sizes(), to)
        }
        D::LargeListView(_) => {
            let list = array.as_list_view::<i64>();
            viewed::<i64>(&array, list.values(), list.offsets(), list.sizes(), to)
        }
        D::RunEndEncoded(ends, _) => match ends.data_type() {
            D::Int16 => run::<Int16Type>(&array),
            D::Int32 => run::<Int32Type>(&array),
            _ => run::<Int64Type>(&array),
        },
        D::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            if dictionary.values().is_empty() {
                return Ok(new_null_array(&to, array.len()));
            }
            let keys = dictionary.normalized_keys();
            let places = keys.into_iter().enumerate().map(|(row, key)| array.is_valid(row).then_some(key));
            picked(dictionary.values(), places)
        }
        _ => within(&array, to),
    }
}

/// The values at some places, one for each row.
fn picked(values: &ArrayRef, places: impl ExactSizeIterator<Item = Option<usize>>) -> Result<ArrayRef, ArrowError> {
    let data = plain(values.clone())?.to_data();
    let mut made = MutableArrayData::new(vec![&data], true, places.len());
    for place in places {
        match place {
            Some(at) => made.try_extend(0, at, at + 1)?,
            None => made.try_extend_nulls(1)?,
        }
    }
    Ok(make_array(made.freeze()))
}

fn run<R: RunEndIndexType>(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let runs = array.as_run::<R>();
    picked(runs.values(), (0..runs.len()).map(|row| Some(runs.get_physical_index(row))))
}

/// Lists by views, put one after the other.
fn viewed<O: ArrowNativeType>(
    array: &ArrayRef,
    values: &ArrayRef,
    offsets: &[O],
    sizes: &[O],
    to: DataType,
) -> Result<ArrayRef, ArrowError> {
    let data = plain(values.clone())?.to_data();
    let mut made = MutableArrayData::new(vec![&data], true, data.len());
    let mut ends = vec![O::default()];
    for (row, (offset, size)) in offsets.iter().zip(sizes).enumerate() {
        let (start, size) = (offset.as_usize(), if array.is_valid(row) { size.as_usize() } else { 0 });
        made.try_extend(0, start, start + size)?;
        let end = O::from_usize(made.len());
        ends.push(end.ok_or_else(|| ArrowError::CDataInterface("lists of a column are too long".to_owned()))?);
    }
    let list = ArrayData::builder(to)
        .len(array.len())
        .nulls(array.nulls().cloned())
        .add_buffer(ends.into())
        .add_child_data(made.freeze());
    Ok(make_array(list.build()?))
}

/// A column whose children are to be plain.
fn within(array: &ArrayRef, to: DataType) -> Result<ArrayRef, ArrowError> {
    let data = array.to_data();
    let children = data.child_data().iter().map(|child| Ok(plain(make_array(child.clone()))?.to_data()));
    let children = children.collect::<Result<_, ArrowError>>()?;
    Ok(make_array(data.into_builder().data_type(to).child_data(children).build()?))
}
